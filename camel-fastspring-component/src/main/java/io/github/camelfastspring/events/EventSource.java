package io.github.camelfastspring.events;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

import com.fasterxml.jackson.databind.JsonNode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.github.camelfastspring.client.Answer;
import io.github.camelfastspring.client.CallSettings;
import io.github.camelfastspring.client.FastSpringClient;
import io.github.camelfastspring.client.RequestContent;
import io.github.camelfastspring.client.RequestFactory;
import io.github.camelfastspring.error.ErrorDetails;
import io.github.camelfastspring.error.FastSpringProtocolException;
import io.github.camelfastspring.error.FastSpringRefusedException;
import io.github.camelfastspring.operation.FastSpringOperation;

/** Lists the store's unprocessed events. */
final class EventSource {

    private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);

    /**
     * One answer of FastSpring's.
     *
     * @param events at most 25, oldest first
     * @param more   whether others match
     */
    record Page(List<StoreEvent> events, boolean more) {

        /** When the newest of the events was created, epoch milliseconds. */
        long newest() {
            return events.isEmpty()
                    ? EventCursor.FROM_DAYS
                    : events.get(events.size() - 1).created();
        }
    }

    /** How many events an answer has at most. */
    static final int PAGE_SIZE = 25;

    private final FastSpringClient client;
    private final RequestFactory requests;
    private final FastSpringOperation list;
    private final CallSettings settings;

    EventSource(FastSpringClient client, RequestFactory requests, FastSpringOperation list, CallSettings settings) {
        this.client = client;
        this.requests = requests;
        this.list = list;
        this.settings = settings;
    }

    /**
     * A page of unprocessed events.
     *
     * @param window the parameters days and begin, in the form that FastSpring takes
     * @throws FastSpringRefusedException if FastSpring does not take the parameters
     * @throws Exception if FastSpring could not be asked, also after the retries
     */
    Page list(Map<String, String> window) throws Exception {
        Answer answer = await(window);
        if (answer instanceof Answer.Failure failure) {
            throw failure.toException(null);
        }
        Answer.Success success = (Answer.Success) answer;
        JsonNode body = success.body();
        if (body == null || !body.path("events").isArray()) {
            throw new FastSpringProtocolException(
                    new ErrorDetails(
                            list.qualifiedName(), "the answer has no events", success.status(), null, List.of(), null),
                    null);
        }
        List<StoreEvent> events = new ArrayList<>();
        for (JsonNode json : body.path("events")) {
            StoreEvent event = StoreEvent.of(json);
            if (event == null) {
                LOG.warn("FastSpring listed an event without id; it cannot be routed or acknowledged");
            } else {
                events.add(event);
            }
        }
        events.sort(StoreEvent.ORDER);
        return new Page(events, body.path("more").asBoolean());
    }

    private Answer await(Map<String, String> window) throws InterruptedException {
        try {
            return client.execute(requests.create(list, window, Map.of(), List.of(), RequestContent.NONE, settings))
                    .get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("the client promises to complete normally", e);
        }
    }
}
