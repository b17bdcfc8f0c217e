package io.github.camelfastspring.events;

import java.util.concurrent.CountDownLatch;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.IdempotentRepository;

/**
 * An application of its own JVM that books events in a database, so that a test can kill it. Arguments: base URL, user
 * name, password, URL of the database, whether the key belongs to the transaction, and whether the consumer stays for ever
 * where it records a key.
 */
public final class BookingApplication {

    private BookingApplication() {}

    public static void main(String[] args) throws Exception {
        CamelContext context = CrashingApplication.context(args);
        Bookings bookings = new Bookings(Postgres.dataSource(args[3]));
        boolean once = Boolean.parseBoolean(args[4]);
        boolean stay = Boolean.parseBoolean(args[5]);
        bookings.bind(context, stay ? new Stuck(bookings.repository()) : bookings.repository());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                RouteDefinition route =
                        from("fastspring:events?initialDelay=0&delay=100&idempotentRepository=#" + Bookings.REPOSITORY);
                if (once) {
                    bookings.once(exchange -> {}).accept(route);
                } else {
                    bookings.careless().accept(route);
                }
            }
        });
        CrashingApplication.run(context);
    }

    /** Does not come back from writing. */
    private record Stuck(IdempotentRepository repository) implements IdempotentRepository {

        @Override
        public boolean add(String key) {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return false;
        }

        @Override
        public boolean contains(String key) {
            return repository.contains(key);
        }

        @Override
        public boolean remove(String key) {
            return repository.remove(key);
        }

        @Override
        public boolean confirm(String key) {
            return repository.confirm(key);
        }

        @Override
        public void clear() {
            repository.clear();
        }

        @Override
        public void start() {
            repository.start();
        }

        @Override
        public void stop() {
            repository.stop();
        }
    }
}
