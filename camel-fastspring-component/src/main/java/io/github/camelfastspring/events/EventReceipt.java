package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.spi.ExecutorServiceManager;
import org.apache.camel.spi.ThreadPoolProfile;
import org.apache.camel.util.concurrent.ThreadPoolRejectedPolicy;

import io.github.camelfastspring.FastSpringEndpoint;
import io.github.camelfastspring.FastSpringWebhookConfiguration;
import io.github.camelfastspring.webhook.PostOutcome;
import io.github.camelfastspring.webhook.SignatureVerifier;
import io.github.camelfastspring.webhook.WebhookReceiver;
import io.github.camelfastspring.webhook.WebhookServer;

/** Receives posts as long as a consumer is started: the server, the events' way in, and the time an answer may take. */
final class EventReceipt {

    /** They end posts and write answers, and wait for nothing else. */
    private static final int ANSWERING = 2;

    /** They look events up, and hand them to the threads of the route. */
    private static final int OFFERING = 4;

    private final EventIntake intake;
    private final WebhookServer server;
    private final ExecutorServiceManager threads;
    private final ScheduledExecutorService timer;
    private final ExecutorService offering;
    private final Duration timeout;
    private final WebhookReceiver receiver;

    /** @param posts told of each post the position of the secret that has signed it, or 0 */
    EventReceipt(
            FastSpringEndpoint endpoint,
            EventIntake intake,
            WebhookServer server,
            Object owner,
            BooleanSupplier accepting,
            IntConsumer posts) {
        this.intake = intake;
        this.server = server;
        FastSpringWebhookConfiguration webhook = endpoint.getWebhook();
        timeout = Duration.ofMillis(webhook.getWebhookTimeout());
        threads = endpoint.getCamelContext().getExecutorServiceManager();
        timer = threads.newScheduledThreadPool(owner, "FastSpringWebhook", profile("FastSpringWebhook", ANSWERING));
        offering = threads.newThreadPool(owner, "FastSpringPost", profile("FastSpringPost", OFFERING));
        SignatureVerifier verifier = webhook.isWebhookUnsigned()
                ? null
                : new SignatureVerifier(
                        endpoint.getConfiguration()::getSecret,
                        endpoint.getComponent().clock(),
                        posts);
        receiver =
                new WebhookReceiver(verifier, webhook.getWebhookMaxBodySize(), endpoint.codec(), accepting, this::take);
    }

    private static ThreadPoolProfile profile(String name, int threads) {
        ThreadPoolProfile profile = new ThreadPoolProfile(name);
        profile.setPoolSize(threads);
        profile.setMaxPoolSize(threads);
        profile.setKeepAliveTime(0L);
        profile.setAllowCoreThreadTimeOut(false);
        // Each post that waits is in the queue; Camel's default has room for a thousand.
        profile.setMaxQueueSize(Integer.MAX_VALUE);
        // Camel's default drops what comes after the end, and says nothing.
        profile.setRejectedPolicy(ThreadPoolRejectedPolicy.Abort);
        return profile;
    }

    void start() throws Exception {
        server.start(receiver);
    }

    private CompletionStage<PostOutcome> take(JsonNode events) {
        EventPost post = intake.open(events);
        try {
            Future<?> end = timer.schedule(post::close, timeout.toMillis(), TimeUnit.MILLISECONDS);
            post.outcome().thenRun(() -> end.cancel(false));
            // The repository may take its time, and the server's threads are not ours to wait with.
            offering.execute(() -> intake.offer(post));
        } catch (RejectedExecutionException e) {
            // The consumer has ended while the post was looked at.
            post.close();
        }
        // On a thread of the timer's: that which brings the last outcome belongs to the route.
        return post.outcome().thenApplyAsync(known -> known, this::execute);
    }

    private void execute(Runnable answer) {
        try {
            timer.execute(answer);
        } catch (RejectedExecutionException e) {
            answer.run();
        }
    }

    /** No further post is taken. */
    void stopListening() throws Exception {
        server.stop();
    }

    /** Answers the posts that still wait, with what is known. */
    void end() {
        intake.close();
        // Looks that are under way end by themselves; nothing comes of them any more.
        threads.shutdown(offering);
        threads.shutdownGraceful(timer);
    }

    /** Why the repository could not be read when it was last tried for a post; null if it could. */
    Throwable lookUpFailure() {
        return intake.lookUpFailure();
    }

    /** Tries a repository that could not be read once more. */
    void lookAgain() {
        intake.lookAgain();
    }

    /** How many posts were accepted, whatever became of their events. */
    long received() {
        return receiver.received();
    }

    /** How many posts had no signature or a wrong one. */
    long refused() {
        SignatureVerifier verifier = receiver.verifier();
        return verifier == null ? 0 : verifier.refused();
    }

    /** How often each secret was used. */
    List<SignatureVerifier.SecretUse> secretUses() {
        SignatureVerifier verifier = receiver.verifier();
        return verifier == null ? List.of() : verifier.uses();
    }
}
