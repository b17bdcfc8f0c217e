package io.github.camelfastspring.benchmarks.rows;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

import io.github.camelfastspring.benchmarks.Tls;
import io.github.camelfastspring.benchmarks.load.Contexts;
import io.github.camelfastspring.benchmarks.load.SessionCall;

/**
 * A JVM that starts a context with three routes and makes one call. Prints the milliseconds from the start of the JVM until
 * the context has started, those of starting it, those of the first call, the number of classes, and the processor time.
 */
public final class ColdStart {

    private ColdStart() {}

    /** @param args the base URL of the API, or "direct" for routes without the component; and the folder of the certificate */
    public static void main(String[] args) throws Exception {
        boolean direct = args[0].equals("direct");
        long before = System.nanoTime();
        try (CamelContext context =
                direct ? new DefaultCamelContext() : Contexts.create(args[0], Tls.in(Path.of(args[1])))) {
            context.addRoutes(direct ? direct() : component());
            context.start();
            double starting = (System.nanoTime() - before) / 1e6;
            long started = System.currentTimeMillis()
                    - ManagementFactory.getRuntimeMXBean().getStartTime();
            long call = System.nanoTime();
            Object answer = context.createProducerTemplate().requestBody("direct:first", SessionCall.BODY);
            double first = (System.nanoTime() - call) / 1e6;
            if (answer == null) {
                throw new IllegalStateException("no answer");
            }
            OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            System.out.println("cold " + started + " " + starting + " " + first + " "
                    + ManagementFactory.getClassLoadingMXBean().getTotalLoadedClassCount() + " "
                    + process.getProcessCpuTime() / 1e6);
        }
    }

    private static RouteBuilder direct() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to("direct:end");
                from("direct:second").to("direct:end");
                from("direct:end").setHeader("seen", constant(true));
            }
        };
    }

    private static RouteBuilder component() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:first").to(SessionCall.URI + "&maxConnections=16" + Contexts.BUDGET_OFF);
                from("direct:second").to("fastspring:orders?operation=get&maxConnections=16" + Contexts.BUDGET_OFF);
                from("direct:third")
                        .to("fastspring:events?operation=listUnprocessed&maxConnections=16" + Contexts.BUDGET_OFF);
            }
        };
    }
}
