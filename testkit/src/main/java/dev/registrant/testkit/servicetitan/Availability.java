package dev.registrant.testkit.servicetitan;

/**
 * An entry of the list of tenants who may see an app.
 *
 * @param tenant a tenant id; the portal takes any text
 * @param note free text of the app's owner
 */
record Availability(String tenant, String note) {}
