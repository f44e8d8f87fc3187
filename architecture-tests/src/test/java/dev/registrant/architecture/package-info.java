/** The walls between the modules, and habits that no compiler holds. */
package dev.registrant.architecture;
