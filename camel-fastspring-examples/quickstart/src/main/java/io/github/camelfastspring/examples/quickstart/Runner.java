package io.github.camelfastspring.examples.quickstart;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/** Runs the routes until everything is done, something failed, the time is over or Ctrl-C is pressed. */
final class Runner {

    private static final String ROUTES = "camel-fastspring-examples/quickstart/src/main/resources/camel/";

    private final Settings settings;
    private final Story story;
    private final PrintStream out;
    private final Path orders;
    private volatile boolean interrupted;

    Runner(Settings settings, Story story, PrintStream out) {
        this.settings = settings;
        this.story = story;
        this.out = out;
        this.orders = settings.output().resolve("orders.csv");
    }

    /** Returns the exit code. */
    int run(Main main, Buyer buyer, BooleanSupplier done) throws Exception {
        Instant start = Instant.now();
        prepareFiles();
        settings.properties().forEach((name, value) -> main.addInitialProperty(name, String.valueOf(value)));
        main.bind("story", story);
        main.bind("buyer", buyer);
        main.bind("orderLines", new OrderLines());
        main.bind(
                "handledEvents",
                FileIdempotentRepository.fileIdempotentRepository(
                        settings.output().resolve("handled-events.txt").toFile()));
        // Camel's own waits for a thread that this example does not have.
        main.setShutdownStrategy(new SimpleMainShutdownStrategy());
        CountDownLatch ended = endOnInterrupt();
        try {
            main.start();
            Instant end = start.plus(settings.timeLimit());
            while (!interrupted
                    && !done.getAsBoolean()
                    && story.failure() == null
                    && Instant.now().isBefore(end)) {
                Thread.sleep(100);
            }
            main.stop();
            return end(start, done.getAsBoolean());
        } finally {
            main.stop();
            ended.countDown();
        }
    }

    /** A simulated store is new each time, and so is its file; a real store's file grows. */
    private void prepareFiles() throws IOException {
        Files.createDirectories(settings.output());
        if (settings.simulated() || Files.notExists(orders)) {
            Files.writeString(orders, OrderLines.HEADER);
        }
    }

    /** Ctrl-C ends the story, and not in the middle of a sentence. */
    private CountDownLatch endOnInterrupt() {
        CountDownLatch ended = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            interrupted = true;
            try {
                ended.await(15, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }));
        return ended;
    }

    private int end(Instant start, boolean done) throws IOException {
        out.println();
        String counts = story.receivedCount() + " events received, " + story.acknowledgedCount() + " acknowledged";
        if (story.failure() != null) {
            out.println("FAILED: " + story.failure());
            return 1;
        }
        if (settings.simulated() && !done && !interrupted) {
            out.println("FAILED: not done after " + settings.timeLimit().toSeconds() + " s; " + counts + ".");
            return 1;
        }
        long seconds = Math.max(1, Instant.now().getEpochSecond() - start.getEpochSecond());
        out.println((done ? "Done" : "Ended") + " after " + seconds + " s: " + counts + ".");
        if (!settings.simulated() && story.receivedCount() == 0) {
            story.tell(
                    "no events",
                    "FastSpring makes them only for types that a webhook of the store subscribes to;"
                            + " see docs/events-consumer.md, Before you start");
        }
        story.tell("orders", orders.toString());
        try (var lines = Files.lines(orders)) {
            lines.limit(10).forEach(line -> story.tell("", line));
        }
        story.tell("routes", ROUTES + "*.yaml");
        story.tell("read on", "docs/getting-started.md");
        return 0;
    }
}
