package io.github.camelfastspring.webhook;

/**
 * What a post is answered. FastSpring takes 200 for all events of the post, 202 for those whose ids the body lists, one a
 * line, and anything else for none.
 *
 * @param status the HTTP status
 * @param body   plain text; may be empty
 */
record WebhookAnswer(int status, String body) {

    static WebhookAnswer of(PostOutcome outcome) {
        int done = outcome.done().size();
        if (done == outcome.events()) {
            return new WebhookAnswer(200, "");
        }
        return done == 0
                ? new WebhookAnswer(500, "No event of this post was processed")
                : new WebhookAnswer(202, String.join("\n", outcome.done()));
    }

    static WebhookAnswer refusal(int status, String why) {
        return new WebhookAnswer(status, why);
    }
}
