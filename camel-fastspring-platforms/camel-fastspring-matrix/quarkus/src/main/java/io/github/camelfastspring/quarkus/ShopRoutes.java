package io.github.camelfastspring.quarkus;

import org.apache.camel.builder.RouteBuilder;

/** Creates a session, polls events, asks for their orders, and receives posts on Quarkus' own HTTP server. */
public class ShopRoutes extends RouteBuilder {

    private static final String SESSION =
            """
            {
              "live": false,
              "country": "US",
              "customer": {"billToContact": {"email": "ada@example.com", "firstName": "Ada", "lastName": "Example"}},
              "cart": {"lineItems": [{"productPath": "sky-atlas", "quantity": 2}]}
            }
            """;

    @Override
    public void configure() {
        from("timer:once?repeatCount=1")
                .setBody(constant(SESSION))
                .to("fastspring:sessions?operation=create&checkoutPath=examplestore/popup-checkout")
                .log("session ${body[id]}.");

        from("fastspring:events?types=order.completed&initialDelay=0&delay=100")
                .setHeader("CamelFastSpringId", header("CamelFastSpringEventObjectId"))
                .to("fastspring:orders?operation=get")
                .log("order ${body[reference]}.");

        from("fastspring:events?delivery=webhook&webhookPath=/fastspring/events&secret=a-secret&types=account.*")
                .log("post ${header.CamelFastSpringEventId}.");
    }
}
