package io.github.camelfastspring.examples.quickstart;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;

import org.apache.camel.main.Main;

import io.github.camelfastspring.simulator.FastSpringSimulator;
import io.github.camelfastspring.simulator.Order;

/**
 * Sells three products: creates a checkout, has it paid, and writes the order to a CSV file when FastSpring's event says
 * so. The work is done by the routes in {@code src/main/resources/camel}; this class starts them and ends in time.
 */
public final class Quickstart {

    private final Settings settings;
    private final Story story;
    private final PrintStream out;
    private final Runner runner;

    Quickstart(Settings settings, PrintStream out) {
        this.settings = settings;
        this.story = new Story(out);
        this.out = out;
        this.runner = new Runner(settings, story, out);
    }

    public static void main(String[] arguments) throws Exception {
        int exitCode = run(System.getenv(), folder());
        if (exitCode != 0) {
            System.exit(exitCode);
        }
    }

    /** Relative where it can be: easier to read, and free of what may stand in the path of a checkout. */
    private static Path folder() {
        Path folder = Path.of(System.getProperty("quickstart.folder", "target/quickstart"));
        Path here = Path.of("").toAbsolutePath();
        return folder.startsWith(here) ? here.relativize(folder) : folder;
    }

    private static int run(Map<String, String> environment, Path output) throws Exception {
        Settings settings;
        try {
            settings = Settings.of(environment, output);
        } catch (IllegalArgumentException e) {
            System.out.println("The quickstart cannot start: " + e.getMessage() + ".");
            return 2;
        }
        Quickstart quickstart = new Quickstart(settings, System.out);
        if (!settings.simulated()) {
            return quickstart.inRealStore();
        }
        try (FastSpringSimulator simulator = FastSpringSimulator.start()) {
            return quickstart.in(simulator);
        }
    }

    /** Runs against a simulator and ends when everything is done. */
    int in(FastSpringSimulator simulator) throws Exception {
        out.println("Camel FastSpring quickstart: a simulated store on this machine, no money moves.");
        out.println("For your own store set FASTSPRING_USERNAME and FASTSPRING_PASSWORD.");
        Main main = new Main();
        main.addOverrideProperty("camel.component.fastspring.base-url", simulator.baseUrl());
        main.addOverrideProperty("camel.component.fastspring.username", simulator.username());
        main.addOverrideProperty("camel.component.fastspring.password", simulator.password());
        Buyer buyer = session -> {
            Order order = simulator.buy(session);
            story.tell("paid", "by the simulated buyer, order " + order.reference());
        };
        return runner.run(
                main,
                buyer,
                () -> !simulator.store().orders().isEmpty()
                        && simulator.store().unprocessedEvents().isEmpty()
                        && story.acknowledgedCount()
                                == simulator.store().events().size());
    }

    private int inRealStore() throws Exception {
        out.println("Camel FastSpring quickstart: YOUR REAL STORE at https://api.fastspring.com, with a test order.");
        out.println(
                settings.acknowledge().equals("none")
                        ? "Events are not acknowledged; FASTSPRING_ACKNOWLEDGE=true changes that."
                        : "Events of test orders ARE ACKNOWLEDGED: no other consumer of the store will see them.");
        Buyer buyer = session -> story.tell(
                "",
                "open it and pay with a test card; Ctrl-C ends, else in "
                        + settings.timeLimit().toMinutes() + " min");
        return runner.run(new Main(), buyer, () -> false);
    }
}
