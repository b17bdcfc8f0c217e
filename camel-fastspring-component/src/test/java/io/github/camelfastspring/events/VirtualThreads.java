package io.github.camelfastspring.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;

/**
 * An application for a JVM with virtual threads: writes for each event how many were in the route with it, which kind of
 * thread routed it, and which one ended a call. Arguments: base URL, user name, password, the file, and the number of
 * concurrent consumers, which as many events wait for.
 */
public final class VirtualThreads {

    private VirtualThreads() {}

    public static void main(String[] args) throws Exception {
        CamelContext context = CrashingApplication.context(args);
        Path file = Path.of(args[3]);
        int consumers = Integer.parseInt(args[4]);
        Set<String> inRoute = ConcurrentHashMap.newKeySet();
        CyclicBarrier together = new CyclicBarrier(consumers);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?initialDelay=0&delay=100&concurrentConsumers=" + consumers)
                        .process(exchange -> {
                            inRoute.add(exchange.getExchangeId());
                            together.await();
                            exchange.setVariable("events", inRoute.size());
                            exchange.setVariable("routing", kind());
                            together.await();
                            inRoute.remove(exchange.getExchangeId());
                        })
                        .to("fastspring:events?operation=listProcessed")
                        .process(exchange -> write(
                                file,
                                exchange.getVariable("events") + " " + exchange.getVariable("routing") + " " + kind()));
            }
        });
        CrashingApplication.run(context);
    }

    /** The tests are compiled for Java 17, which has one kind only. */
    private static String kind() throws ReflectiveOperationException {
        boolean virtual = (boolean) Thread.class.getMethod("isVirtual").invoke(Thread.currentThread());
        return virtual ? "virtual" : "platform";
    }

    private static synchronized void write(Path file, String line) throws Exception {
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
