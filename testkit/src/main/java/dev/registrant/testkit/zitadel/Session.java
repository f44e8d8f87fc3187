package dev.registrant.testkit.zitadel;

import java.util.Set;

/**
 * Who calls, and in which organisation.
 *
 * @param everywhere whether the permission holds in the whole organisation
 * @param projects otherwise, the projects it holds in
 */
record Session(Account account, String org, boolean everywhere, Set<String> projects) {

  boolean reaches(String project) {
    return everywhere || projects.contains(project);
  }
}
