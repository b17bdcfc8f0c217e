package io.github.camelfastspring.events;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class EventWorkersTest {

    /** A task that ends when the test wants. */
    private static final class Held implements EventWorkers.Task {
        final CountDownLatch begun = new CountDownLatch(1);
        final CountDownLatch end = new CountDownLatch(1);

        @Override
        public void run() {
            begun.countDown();
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void cancel() {
            end.countDown();
        }
    }

    /** Posts may bring events all the time; a poll waits for its own alone. */
    @Test
    void whatComesLaterIsNotWaitedFor() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            EventWorkers workers = new EventWorkers(context.getExecutorServiceManager(), this, 1);
            List<Held> tasks = new CopyOnWriteArrayList<>(List.of(new Held(), new Held(), new Held()));
            workers.submit(tasks.get(0));
            tasks.get(0).begun.await();
            workers.submit(tasks.get(1));
            CompletableFuture<Boolean> started = CompletableFuture.supplyAsync(() -> {
                try {
                    return workers.awaitStarted(Duration.ofMinutes(1));
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
            await().during(Duration.ofMillis(50)).until(() -> !started.isDone());

            workers.submit(tasks.get(2));
            tasks.get(0).end.countDown();
            assertThat(started.get()).as("the second has begun").isTrue();
            assertThat(workers.waiting()).as("the third has not").isEqualTo(1);

            tasks.forEach(task -> task.end.countDown());
            workers.end(Duration.ofSeconds(10));
        }
    }
}
