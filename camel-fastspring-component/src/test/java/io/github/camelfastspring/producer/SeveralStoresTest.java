package io.github.camelfastspring.producer;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.camel.Exchange;
import org.junit.jupiter.api.Test;

import io.github.camelfastspring.support.Calls;
import io.github.camelfastspring.support.RawServer;

import static org.assertj.core.api.Assertions.assertThat;

/** Stores never mix: not in one context, not in two, not under load. */
class SeveralStoresTest {

    private static RawServer.Reply echo(RawServer.Request request, String server) {
        String id = request.line().split(" ")[1].replaceAll(".*/", "");
        String user = new String(Base64.getDecoder()
                        .decode(request.header("Authorization").substring("Basic ".length())))
                .split(":")[0];
        return RawServer.json(
                200, "{\"account\":\"" + id + "\",\"user\":\"" + user + "\",\"server\":\"" + server + "\"}");
    }

    @Test
    void manyExchangesOverTwoServersAndFourCredentialsInTwoContexts() throws Exception {
        try (RawServer one = new RawServer();
                RawServer two = new RawServer();
                Calls first = new Calls(one.baseUrl(), "user-0", "password-0");
                Calls second = new Calls(two.baseUrl(), "user-1", "password-1")) {
            one.otherwise(request -> echo(request, "one"));
            two.otherwise(request -> echo(request, "two"));
            List<CompletableFuture<Exchange>> exchanges = IntStream.range(0, 400)
                    .mapToObj(i -> {
                        Calls calls = i % 2 == 0 ? first : second;
                        String uri = "fastspring:accounts?operation=get";
                        if (i % 4 == 2) {
                            uri += "&username=user-2&password=password-2&baseUrl=" + two.baseUrl();
                        } else if (i % 4 == 3) {
                            uri += "&username=user-3&password=password-3&baseUrl=" + one.baseUrl();
                        }
                        Exchange exchange = calls.context().getEndpoint(uri).createExchange();
                        exchange.getMessage().setHeader("CamelFastSpringId", "account-" + i);
                        return calls.template().asyncSend(uri, exchange);
                    })
                    .toList();

            for (int i = 0; i < exchanges.size(); i++) {
                Exchange exchange = exchanges.get(i).get();
                assertThat(exchange.getException()).isNull();
                assertThat(exchange.getMessage().getBody())
                        .isEqualTo(Map.of(
                                "account",
                                "account-" + i,
                                "user",
                                "user-" + i % 4,
                                "server",
                                i % 4 == 0 || i % 4 == 3 ? "one" : "two"));
            }
            assertThat(users(one)).containsExactlyInAnyOrder("user-0:password-0", "user-3:password-3");
            assertThat(users(two)).containsExactlyInAnyOrder("user-1:password-1", "user-2:password-2");
        }
    }

    private static Set<String> users(RawServer server) {
        return server.requests().stream()
                .map(request -> request.header("Authorization").substring("Basic ".length()))
                .map(pair -> new String(Base64.getDecoder().decode(pair)))
                .collect(Collectors.toSet());
    }
}
