package io.github.camelfastspring.simulator;

import java.time.Instant;

/**
 * Why a buyer canceled.
 *
 * @param id id of the answer, 22 characters
 * @param subscriptionId the subscription
 * @param product its product path
 * @param reasonId {@code 1} to {@code 7}
 * @param feedback what the buyer wrote, or {@code null}
 * @param language language of the answer
 * @param created when it was given
 */
public record CancelSurvey(
        String id,
        String subscriptionId,
        String product,
        String reasonId,
        String feedback,
        String language,
        Instant created) {}
