package io.github.camelfastspring.karaf.posts;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServer;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpServerConfiguration;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.github.camelfastspring.FastSpringComponent;

/** Receives posts on two paths of platform-http's server: on one by the component itself, on the other by camel-webhook. */
@Component(
        service = PostRoutes.class,
        immediate = true,
        configurationPid = "posts",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class PostRoutes extends RouteBuilder {

    /** The file {@code etc/posts.cfg}. */
    public @interface Settings {
        String baseUrl();

        String username();

        String password();

        int port();

        String secret();

        String folder();
    }

    private final CamelContext camel;
    private final Settings settings;

    /** Starts the routes. */
    @Activate
    public PostRoutes(
            BundleContext bundle,
            @Reference(target = "(component=fastspring)") ComponentResolver fastSpring,
            @Reference(target = "(component=webhook)") ComponentResolver webhook,
            @Reference(target = "(component=platform-http)") ComponentResolver platformHttp,
            Settings settings)
            throws Exception {
        this.settings = settings;
        camel = new OsgiDefaultCamelContext(bundle);
        FastSpringComponent component = camel.getComponent("fastspring", FastSpringComponent.class);
        component.getConfiguration().setBaseUrl(settings.baseUrl());
        component.getConfiguration().setUsername(settings.username());
        component.getConfiguration().setPassword(settings.password());
        VertxPlatformHttpServerConfiguration server = new VertxPlatformHttpServerConfiguration();
        server.setBindHost("127.0.0.1");
        server.setBindPort(settings.port());
        camel.addService(new VertxPlatformHttpServer(server));
        camel.addRoutes(this);
        camel.start();
    }

    @Deactivate
    public void stop() {
        camel.stop();
    }

    @Override
    public void configure() {
        from("fastspring:events?delivery=webhook&webhookPath=/fastspring&outputType=string&secret=" + settings.secret())
                .to("file:" + settings.folder() + "?fileName=${header.CamelFastSpringEventType}");
        from("webhook:fastspring:events?webhookComponentName=platform-http&webhookPath=/camel&outputType=string&secret="
                        + settings.secret())
                .to("file:" + settings.folder() + "?fileName=${header.CamelFastSpringEventType}");
    }
}
