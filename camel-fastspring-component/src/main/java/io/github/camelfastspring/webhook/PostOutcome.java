package io.github.camelfastspring.webhook;

import java.util.List;

/**
 * What has become of the events of a post.
 *
 * @param events how many it brought
 * @param done   the ids of those that FastSpring need not send again
 */
public record PostOutcome(int events, List<String> done) {}
