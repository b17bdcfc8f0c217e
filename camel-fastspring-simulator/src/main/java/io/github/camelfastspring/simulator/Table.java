package io.github.camelfastspring.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One kind of thing in a {@link Store}, by id. What it returns are snapshots. It shares the store's lock.
 *
 * @param <T> the kind of thing
 */
public final class Table<T> {
    private final Object lock;
    private final Function<T, String> id;
    private final Map<String, T> rows = new LinkedHashMap<>();

    Table(Object lock, Function<T, String> id) {
        this.lock = lock;
        this.id = id;
    }

    /** Everything, oldest first. */
    public List<T> all() {
        synchronized (lock) {
            return List.copyOf(rows.values());
        }
    }

    /** The one with this id. */
    public Optional<T> find(String key) {
        synchronized (lock) {
            return Optional.ofNullable(key == null ? null : rows.get(key));
        }
    }

    /** Adds or replaces. */
    public void save(T row) {
        synchronized (lock) {
            rows.put(id.apply(row), row);
        }
    }

    /** Takes away; nothing happens to an unknown id. */
    public Optional<T> remove(String key) {
        synchronized (lock) {
            return Optional.ofNullable(rows.remove(key));
        }
    }
}
