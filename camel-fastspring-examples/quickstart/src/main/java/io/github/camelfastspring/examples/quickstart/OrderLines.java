package io.github.camelfastspring.examples.quickstart;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.apache.camel.Body;
import org.apache.camel.Handler;

/** Turns an order into lines of a CSV file, one an item: the stand-in for what an ERP wants to have. */
public final class OrderLines {

    /** The first line of the file. */
    static final String HEADER = "order,reference,completed,product,quantity,amount,currency\n";

    /** The lines of the order in an event's data. Buyers are left out: the ERP of this example needs no names. */
    @Handler
    public String of(@Body Map<String, Object> order) {
        List<?> items = (List<?>) order.get("items");
        return items.stream().map(item -> line(order, (Map<?, ?>) item)).collect(Collectors.joining());
    }

    private static String line(Map<String, Object> order, Map<?, ?> item) {
        return Stream.of(
                        order.get("id"),
                        order.get("reference"),
                        Instant.ofEpochMilli(((Number) order.get("changed")).longValue()),
                        item.get("product"),
                        item.get("quantity"),
                        item.get("subtotal"),
                        order.get("currency"))
                .map(OrderLines::cell)
                .collect(Collectors.joining(",", "", "\n"));
    }

    private static String cell(Object value) {
        String text = String.valueOf(value);
        return text.matches("[\\w.:-]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
