package io.github.camelfastspring.simulator.http;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** All operations of the simulator. A literal segment goes before a parameter, so rows are tried in order. */
public final class RouteTable {
    private final List<Route> routes;
    private final List<Route> open;

    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        this.open = routes.stream().filter(Route::open).toList();
    }

    /** A route and the values of its path parameters, still encoded. */
    public record Match(Route route, Map<String, String> rawPath) {}

    /** The route for a method and a raw path. */
    public Optional<Match> find(String method, String rawPath) {
        return routes.stream()
                .filter(route -> route.method().equals(method))
                .map(route -> new Match(route, parameters(route, rawPath, String::equals)))
                .filter(match -> match.rawPath() != null)
                .findFirst();
    }

    /** Whether a method and a raw path lead to a page for buyers, which is not part of the API. */
    public boolean isOpen(String method, String rawPath) {
        // Asked for every request, so only these few rows are tried; none of them overlaps with an operation.
        return open.stream()
                .anyMatch(route -> route.method().equals(method) && parameters(route, rawPath, String::equals) != null);
    }

    /** The methods that a raw path takes, if it is known at all. */
    public List<String> methodsOf(String rawPath) {
        return routes.stream()
                .filter(route -> parameters(route, rawPath, String::equals) != null)
                .map(Route::method)
                .toList();
    }

    /** Whether a raw path would be known in other letter case. */
    public boolean knowsInOtherCase(String rawPath) {
        return routes.stream().anyMatch(route -> parameters(route, rawPath, String::equalsIgnoreCase) != null);
    }

    private static Map<String, String> parameters(
            Route route, String rawPath, BiPredicate<String, String> literalsMatch) {
        List<String> wanted = route.segments();
        List<String> actual = List.of(rawPath.split("/", -1));
        if (wanted.size() != actual.size()) {
            return null;
        }
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String segment = wanted.get(i);
            if (segment.startsWith("{")) {
                if (actual.get(i).isEmpty()) {
                    return null;
                }
                parameters.put(segment.substring(1, segment.length() - 1), actual.get(i));
            } else if (!literalsMatch.test(segment, actual.get(i))) {
                return null;
            }
        }
        return parameters;
    }
}
