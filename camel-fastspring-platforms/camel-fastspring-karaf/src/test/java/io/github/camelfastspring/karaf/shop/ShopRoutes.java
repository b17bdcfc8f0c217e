package io.github.camelfastspring.karaf.shop;

import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.karaf.core.OsgiDefaultCamelContext;
import org.apache.camel.spi.ComponentResolver;
import org.apache.camel.spi.DataType;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

import io.github.camelfastspring.FastSpringComponent;
import io.github.camelfastspring.FastSpringConstants;
import io.github.camelfastspring.error.FastSpringNotFoundException;

/** Opens a checkout session, and writes each completed order into a file. Runs while the component is there. */
@Component(
        service = ShopRoutes.class,
        immediate = true,
        configurationPid = "shop",
        configurationPolicy = ConfigurationPolicy.REQUIRE)
public final class ShopRoutes extends RouteBuilder {

    /** The file {@code etc/shop.cfg}. */
    public @interface Settings {
        String baseUrl();

        String username();

        String password();

        String checkoutPath();

        String folder();
    }

    private final CamelContext camel;
    private final Settings settings;

    /**
     * Starts the routes.
     *
     * @param component not called: that it is needed makes the routes start after the component, and stop before it
     */
    @Activate
    public ShopRoutes(
            BundleContext bundle,
            @Reference(target = "(component=fastspring)") ComponentResolver component,
            Settings settings)
            throws Exception {
        this.settings = settings;
        camel = new OsgiDefaultCamelContext(bundle);
        FastSpringComponent fastSpring = camel.getComponent("fastspring", FastSpringComponent.class);
        fastSpring.getConfiguration().setBaseUrl(settings.baseUrl());
        fastSpring.getConfiguration().setUsername(settings.username());
        fastSpring.getConfiguration().setPassword(settings.password());
        fastSpring.setCheckoutPath(settings.checkoutPath());
        camel.addRoutes(this);
        camel.start();
    }

    @Deactivate
    public void stop() {
        camel.stop();
    }

    @Override
    public void configure() {
        from("timer:checkout?repeatCount=1&delay=0")
                .routeId("checkout")
                .doTry()
                .to("fastspring:orders?operation=get&id=unknown")
                .doCatch(FastSpringNotFoundException.class)
                .setBody(
                        constant(
                                """
                        {"live": false, "country": "US",
                         "customer": {"billToContact": {
                           "email": "ada@example.com", "firstName": "Ada", "lastName": "Example"}},
                         "cart": {"lineItems": [{"productPath": "sky-atlas", "quantity": 1}]}}
                        """))
                .to("fastspring:sessions?operation=create")
                .end();

        from("fastspring:events?types=order.completed&initialDelay=0&delay=200")
                .routeId("orders")
                .transform(new DataType("fastspring:application-cloudevents"))
                .setHeader(FastSpringConstants.ID, simple("${body[id]}"))
                .to("fastspring:orders?operation=get&outputType=" + ShopOrder.class.getName())
                .process(exchange -> exchange.getMessage()
                        .setBody(exchange.getMessage().getHeader("CamelCloudEventType") + " "
                                + exchange.getMessage().getBody(ShopOrder.class).reference()))
                .to("file:" + settings.folder() + "?fileName=${header.CamelFastSpringEventId}.txt");
    }
}
