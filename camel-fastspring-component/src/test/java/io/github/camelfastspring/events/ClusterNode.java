package io.github.camelfastspring.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.component.master.MasterComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.PropertyBindingSupport;
import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConfiguration;
import io.github.camelfastspring.FastSpringConstants;

/**
 * One machine of a cluster: a context whose route consumes events only while it holds the lock on a file in a folder that
 * all machines share. The node's name is its user agent.
 */
public final class ClusterNode implements AutoCloseable {

    static final String ROUTE = "events";

    private final CamelContext context = new DefaultCamelContext();
    private final String name;
    private final FileLockClusterService lock;

    ClusterNode(
            String name, String baseUrl, String username, String password, Path folder, IdempotentRepository handled)
            throws Exception {
        this.name = name;
        context.addComponent("fastspring", fastSpring(name, baseUrl, username, password));
        lock = lock(name, folder);
        context.addService(lock);
        context.addComponent("master", master(context));
        context.getRegistry().bind("handled", handled);
        context.getShutdownStrategy().setTimeout(10);
    }

    static FastSpringComponent fastSpring(String name, String baseUrl, String username, String password) {
        FastSpringComponent component = new FastSpringComponent();
        FastSpringConfiguration configuration = component.getConfiguration();
        configuration.setBaseUrl(baseUrl);
        configuration.setRequestsPerMinute(0);
        configuration.setUsername(username);
        configuration.setPassword(password);
        configuration.setRetryDelay(20);
        configuration.setUserAgent(name);
        return component;
    }

    /**
     * Camel 4.14 uses up all attempts, also when the first one has started the consumer, and until then a leader cannot be
     * stopped: with the defaults for 5 seconds.
     */
    static MasterComponent master(CamelContext context) {
        MasterComponent master = new MasterComponent();
        master.setBackOffDelay(20);
        // Its type differs between versions.
        PropertyBindingSupport.build().bind(context, master, "backOffMaxAttempts", "1");
        return master;
    }

    static FileLockClusterService lock(String name, Path folder) {
        FileLockClusterService service = new FileLockClusterService();
        service.setId(name);
        service.setRoot(folder.resolve("locks").toString());
        // Camel 4.14 can lock up for ever when a lock is acquired before the route has begun to listen for it.
        service.setAcquireLockDelay(500, TimeUnit.MILLISECONDS);
        service.setAcquireLockInterval(20, TimeUnit.MILLISECONDS);
        return service;
    }

    /** Keys of handled events, in a file of the shared folder. */
    static IdempotentRepository keysIn(Path folder) {
        return FileIdempotentRepository.fileIdempotentRepository(
                folder.resolve("handled.txt").toFile());
    }

    ClusterNode start(Processor work) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:shop:fastspring:events?initialDelay=0&delay=50&idempotentRepository=#handled")
                        .routeId(ROUTE)
                        .process(work);
            }
        });
        context.start();
        return this;
    }

    boolean isLeader() {
        return lock.isLeader("shop");
    }

    String name() {
        return name;
    }

    CamelContext context() {
        return context;
    }

    @Override
    public void close() {
        context.stop();
    }

    /**
     * A node of its own JVM, so that a test can kill it; writes the id of each event into a file. Arguments: name, base
     * URL, user name, password, shared folder, file of the finished events.
     */
    public static void main(String[] args) throws Exception {
        Path finished = Path.of(args[5]);
        Path folder = Path.of(args[4]);
        new ClusterNode(args[0], args[1], args[2], args[3], folder, keysIn(folder)).start(exchange -> {
            String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
            Files.writeString(finished, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        });
        new CountDownLatch(1).await();
    }
}
