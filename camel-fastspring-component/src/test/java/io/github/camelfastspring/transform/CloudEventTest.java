package io.github.camelfastspring.transform;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.spi.DataType;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CloudEventTest {

    @Test
    void anEventIsDescribedAsACloudEvent() throws Exception {
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.addRoutes(new RouteBuilder() {
                @Override
                public void configure() throws ReflectiveOperationException {
                    toCloudEvent(from("direct:event"));
                }
            });
            context.start();

            Exchange exchange = context.createProducerTemplate().request("direct:event", event -> {
                event.getMessage().setBody("{}");
                event.getMessage()
                        .setHeaders(new HashMap<>(Map.of(
                                "CamelFastSpringEventId", "e1",
                                "CamelFastSpringEventType", "order.completed",
                                "CamelFastSpringEventCreated", 1772409599000L,
                                "CamelFastSpringEventLive", false,
                                "CamelFastSpringEventObjectId", "o1")));
            });

            assertThat(exchange.getMessage().getBody()).isEqualTo("{}");
            assertThat(exchange.getMessage().getHeaders())
                    .containsEntry("CamelCloudEventID", "e1")
                    .containsEntry("CamelCloudEventVersion", "1.0")
                    .containsEntry("CamelCloudEventType", "com.fastspring.order.completed")
                    .containsEntry("CamelCloudEventSource", "/fastspring/test")
                    .containsEntry("CamelCloudEventSubject", "o1")
                    .containsEntry("CamelCloudEventTime", "2026-03-01T23:59:59Z");
            assertThatThrownBy(() -> context.createProducerTemplate().requestBody("direct:event", "no event"))
                    .isInstanceOf(CamelExecutionException.class)
                    .hasRootCauseMessage("fastspring:application-cloudevents: the message is no FastSpring event, the"
                            + " header CamelFastSpringEventId is missing");
        }
    }

    /** By {@code transform}, or {@code transformDataType} as Camel 4.18 calls it. */
    private static void toCloudEvent(RouteDefinition route) throws ReflectiveOperationException {
        Stream.of(RouteDefinition.class.getMethods())
                .filter(method -> method.getName().matches("transform(DataType)?"))
                .filter(method -> List.of(method.getParameterTypes()).equals(List.of(DataType.class)))
                .findFirst()
                .orElseThrow()
                .invoke(route, new DataType("fastspring:application-cloudevents"));
    }
}
