package io.github.camelfastspring.events;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.IdempotentRepository;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;

/**
 * One machine of a cluster that receives posts; by Camel's master component, one of them polls for what the posts have
 * missed. They share a repository, and a folder for their locks. The node's name is its user agent.
 */
public final class PostsNode implements AutoCloseable {

    private final CamelContext context = new DefaultCamelContext();
    private final VertxPlatformHttpServer server;
    private final Processor work;
    private final String options;

    /** @param options of all consumers of events */
    PostsNode(
            String name,
            String baseUrl,
            String username,
            String password,
            Path folder,
            IdempotentRepository handled,
            String options,
            Processor work)
            throws Exception {
        this.work = work;
        this.options = "initialDelay=0&delay=50&idempotentRepository=#handled" + options;
        FastSpringComponent component = ClusterNode.fastSpring(name, baseUrl, username, password);
        component.getConfiguration().setSecret(PostsRoute.SECRET);
        context.addComponent("fastspring", component);
        context.addService(ClusterNode.lock(name, folder));
        context.addComponent("master", ClusterNode.master(context));
        context.getRegistry().bind("handled", handled);
        context.getShutdownStrategy().setTimeout(10);
        VertxPlatformHttpServerConfiguration configuration = new VertxPlatformHttpServerConfiguration();
        configuration.setBindHost("127.0.0.1");
        configuration.setBindPort(0);
        server = new VertxPlatformHttpServer(configuration);
        context.addService(server);
    }

    /** Takes posts from now on. */
    PostsNode start() throws Exception {
        route("fastspring:events?delivery=webhook&webhookPath=" + PostsRoute.PATH + "&" + options);
        context.start();
        return this;
    }

    /** Polls from now on, whenever it is this node's turn. */
    PostsNode startPolling(long catchUpAge) throws Exception {
        route("master:shop:fastspring:events?delivery=poll&catchUpAge=" + catchUpAge + "&" + options);
        return this;
    }

    private void route(String from) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).process(work);
            }
        });
    }

    String url() {
        return "http://127.0.0.1:" + server.getServer().actualPort() + PostsRoute.PATH;
    }

    @Override
    public void close() {
        context.stop();
    }

    /**
     * A node of its own JVM, so that a test can kill it; appends the id of each event that it has finished to a file, and
     * writes the URL of its posts to another. Arguments: base URL, user name, password, name, shared folder, URL of the
     * database, catchUpAge, file of the finished events, file of the URL.
     */
    public static void main(String[] args) throws Exception {
        Path finished = Path.of(args[7]);
        PostsNode node = new PostsNode(
                args[3],
                args[0],
                args[1],
                args[2],
                Path.of(args[4]),
                Postgres.repository(Postgres.dataSource(args[5])),
                "",
                exchange -> {
                    String id = exchange.getMessage().getHeader(FastSpringConstants.EVENT_ID, String.class);
                    Files.writeString(finished, id + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                });
        node.start().startPolling(Long.parseLong(args[6]));
        Path written = Files.writeString(Path.of(args[8] + ".new"), node.url());
        Files.move(written, Path.of(args[8]), StandardCopyOption.ATOMIC_MOVE);
        new CountDownLatch(1).await();
    }
}
