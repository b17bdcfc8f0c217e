package io.github.camelfastspring.events;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

import org.apache.camel.spi.annotations.DevConsole;
import org.apache.camel.support.console.AbstractDevConsole;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;

/**
 * The developer console {@code fastspring}: how the events consumers are doing, and their parked events. With the option
 * {@code action=release} it lets them be routed again: the one that {@code id} names, or all.
 */
@DevConsole(
        name = "fastspring",
        displayName = "FastSpring",
        description = "FastSpring events consumers and their parked events")
public class FastSpringDevConsole extends AbstractDevConsole {

    /** What to do: {@code release}, or nothing. */
    public static final String ACTION = "action";

    /** The id of the event that the action is about; all parked events where it is not given. */
    public static final String ID = "id";

    public FastSpringDevConsole() {
        super("camel", "fastspring", "FastSpring", "FastSpring events consumers and their parked events");
    }

    @Override
    protected String doCallText(Map<String, Object> options) {
        int released = release(options);
        StringBuilder text = new StringBuilder();
        if (options.containsKey(ACTION)) {
            text.append("Released: ").append(released).append("\n\n");
        }
        for (EventsConsumer consumer : EventsHealthCheck.consumers(getCamelContext())) {
            describe(consumer).forEach((name, value) -> {
                if (!(value instanceof JsonArray)) {
                    text.append(name).append(": ").append(value).append('\n');
                }
            });
            String parked = consumer.parkedEvents().stream()
                    .map(event -> "    " + event + '\n')
                    .collect(Collectors.joining());
            text.append(parked).append('\n');
        }
        return text.toString();
    }

    @Override
    protected JsonObject doCallJson(Map<String, Object> options) {
        int released = release(options);
        JsonObject root = new JsonObject();
        if (options.containsKey(ACTION)) {
            root.put("released", released);
        }
        JsonArray consumers = new JsonArray();
        EventsHealthCheck.consumers(getCamelContext()).forEach(consumer -> consumers.add(describe(consumer)));
        root.put("consumers", consumers);
        return root;
    }

    private int release(Map<String, Object> options) {
        Object action = options.get(ACTION);
        if (action == null) {
            return 0;
        }
        if (!action.equals("release")) {
            throw new IllegalArgumentException("The console fastspring knows the action release, not " + action);
        }
        Object id = options.get(ID);
        List<EventsConsumer> consumers = EventsHealthCheck.consumers(getCamelContext());
        return id == null
                ? consumers.stream()
                        .mapToInt(EventsConsumer::releaseParkedEvents)
                        .sum()
                : (int) consumers.stream()
                        .filter(consumer -> consumer.releaseParkedEvent(id.toString()))
                        .count();
    }

    private static JsonObject describe(EventsConsumer consumer) {
        EventsStatus status = consumer.status();
        JsonObject json = new JsonObject();
        json.put("name", status.name());
        json.put("problem", Objects.toString(status.problem(), ""));
        json.put("warning", Objects.toString(status.warning(), ""));
        json.put("lastSuccessfulPoll", Objects.toString(status.lastSuccessfulPoll(), ""));
        json.put("oldestUnprocessedAge", status.oldestUnprocessed().toMillis());
        json.put("daysLeft", status.daysLeft());
        json.put("inFlight", consumer.getEventsInFlight());
        json.put("backingOff", consumer.getEventsBackingOff());
        json.put("overdue", status.overdue());
        json.put("acknowledgementsPending", status.acknowledgementsPending());
        json.put("postsReceived", consumer.getPostsReceived());
        json.put("postsRefused", consumer.getPostsRefused());
        consumer.secretUses()
                .forEach(use -> json.put(
                        "postsOfSecret" + use.position(),
                        use.posts() + (use.lastPost() == null ? "" : ", last at " + use.lastPost())));
        json.put("parked", status.parked());
        JsonArray parked = new JsonArray();
        consumer.parkedEvents().forEach(event -> {
            JsonObject entry = new JsonObject();
            entry.put("id", event.id());
            entry.put("type", event.type());
            entry.put("created", event.created().toString());
            entry.put("failures", event.failures());
            parked.add(entry);
        });
        json.put("parkedEvents", parked);
        return json;
    }
}
