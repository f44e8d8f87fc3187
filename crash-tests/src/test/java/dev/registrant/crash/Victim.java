package dev.registrant.crash;

import dev.registrant.spi.RegistrationException;

/** The process that is killed. Does one write, told of by a line on standard input. */
final class Victim {
  private Victim() {}

  /** Takes no arguments. */
  public static void main(String[] args) {
    Conversation conversation = new Conversation(System.in, System.out);
    Order order = Order.parse(conversation.read());
    String end = "well";
    conversation.under("during open");
    try (Host host =
        Host.open(order, store -> new WitnessedStore(store, conversation, order.forgets()))) {
      host.perform();
    } catch (RegistrationException e) {
      e.printStackTrace();
      end = e.kind() + ", " + e.outcome().word();
    } catch (RuntimeException e) {
      e.printStackTrace();
      end = "by a defect, " + e;
    }
    conversation.ended(end);
    System.exit(0);
  }
}
