package io.github.camelfastspring.simulator.http;

import java.util.ArrayList;
import java.util.List;

import io.github.camelfastspring.simulator.RecordedRequest;
import io.github.camelfastspring.simulator.RefusedRequest;

/** What reached the simulator. Thread-safe. */
public final class RequestLog {
    private final List<Entry> requests = new ArrayList<>();
    private final List<RefusedRequest> refused = new ArrayList<>();

    /** A request whose answer is not known yet. */
    public synchronized Entry received(RawRequest request) {
        Entry entry = new Entry(request);
        requests.add(entry);
        return entry;
    }

    public synchronized void answered(Entry entry, int status) {
        entry.status = status;
    }

    public synchronized void refused(RawRequest request, int status, String reason) {
        refused.add(new RefusedRequest(request.method(), request.target(), status, reason));
    }

    public synchronized List<RecordedRequest> requests() {
        return requests.stream().map(Entry::record).toList();
    }

    public synchronized List<RefusedRequest> refused() {
        return List.copyOf(refused);
    }

    public synchronized void clear() {
        requests.clear();
        refused.clear();
    }

    /** A request in the log. */
    public static final class Entry {
        private final RawRequest request;
        private int status;

        private Entry(RawRequest request) {
            this.request = request;
        }

        private RecordedRequest record() {
            return new RecordedRequest(request.method(), request.target(), request.headers(), request.body(), status);
        }
    }
}
