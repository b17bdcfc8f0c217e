package io.github.camelfastspring.springboot.watching;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.util.ClassUtils;

import io.github.camelfastspring.FastSpringConstants;

/**
 * An application for a JVM of its own. It polls, calls, and receives posts where it is given a path for them, and writes a line
 * for each event into a file: the way it came, its type, the kind of thread, and how many were in the route with it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WatchingApplication {

    private final AtomicInteger inRoute = new AtomicInteger();

    public static void main(String[] args) {
        SpringApplication.run(WatchingApplication.class, args);
    }

    @Bean
    RouteBuilder watching(
            @Value("${watching.file}") Path file,
            @Value("${watching.webhook-path:}") String path,
            @Value("${watching.absent:}") List<String> absent) {
        absent.forEach(WatchingApplication::requireAbsent);
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("fastspring:events?types=order.*&initialDelay=0&delay=50").to("direct:watch");
                if (!path.isEmpty()) {
                    from("fastspring:events?delivery=webhook&types=account.*&webhookPath=" + path)
                            .to("direct:watch");
                }
                from("direct:watch")
                        .process(exchange -> inRoute.incrementAndGet())
                        .setVariable("way", header(FastSpringConstants.EVENT_DELIVERY))
                        .setVariable("type", header(FastSpringConstants.EVENT_TYPE))
                        .to("fastspring:events?operation=listProcessed")
                        .process(exchange -> write(file, exchange));
            }
        };
    }

    private void write(Path file, Exchange exchange) throws IOException {
        String thread = Thread.currentThread().getClass().getName();
        String line = String.join(
                " ",
                exchange.getVariable("way", String.class),
                exchange.getVariable("type", String.class),
                thread.equals("java.lang.VirtualThread") ? "virtual" : "platform",
                String.valueOf(inRoute.getAndDecrement()));
        Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static void requireAbsent(String name) {
        if (ClassUtils.isPresent(name, WatchingApplication.class.getClassLoader())) {
            throw new IllegalStateException(name + " is there");
        }
    }
}
