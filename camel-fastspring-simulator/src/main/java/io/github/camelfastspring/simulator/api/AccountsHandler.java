package io.github.camelfastspring.simulator.api;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.github.camelfastspring.simulator.Account;
import io.github.camelfastspring.simulator.Store;
import io.github.camelfastspring.simulator.http.ApiRequest;
import io.github.camelfastspring.simulator.http.ApiResponse;
import io.github.camelfastspring.simulator.http.Route;
import io.github.camelfastspring.simulator.payload.AccountPayload;
import io.github.camelfastspring.simulator.payload.Dates;
import io.github.camelfastspring.simulator.payload.ErrorShape;
import io.github.camelfastspring.simulator.payload.Json;

/**
 * Accounts. There is no batch, a comma-separated list is one unknown id; only authenticate takes several. The list
 * takes {@code begin}, {@code end} and {@code days} as one source says, but does not filter by them.
 */
final class AccountsHandler {
    private static final String LIST = "account.getall";
    private static final String LOOKUP = "account.lookup";
    private static final String UPDATE = "account.update";
    private static final String AUTHENTICATE = "account.authenticate.get";
    private static final Duration URL_LIFE = Duration.ofDays(1);

    private final Store store;
    private final AccountForms forms;
    private final AccountSearch search;
    private final Supplier<String> baseUrl;

    AccountsHandler(Store store, Supplier<String> baseUrl) {
        this.store = store;
        this.forms = new AccountForms(store);
        this.search = new AccountSearch(store);
        this.baseUrl = baseUrl;
    }

    List<Route> routes() {
        List<String> query = new ArrayList<>(AccountSearch.CONDITIONS);
        query.addAll(List.of("page", "limit", "begin", "end", "days"));
        return List.of(
                Route.of("GET", "/accounts", ErrorShape.envelope(LOOKUP), this::listOrLookup)
                        .withQuery(query.toArray(String[]::new)),
                Route.of("GET", "/accounts/{id}", ErrorShape.PLAIN, this::get),
                Route.of("POST", "/accounts", ErrorShape.envelope("account.create"), this::create)
                        .withBody("account"),
                Route.of("POST", "/accounts/{id}", ErrorShape.envelope(UPDATE), this::update)
                        .withBody("account"),
                Route.of("GET", "/accounts/{ids}/authenticate", ErrorShape.PLAIN, this::authenticate));
    }

    private ApiResponse listOrLookup(ApiRequest request) {
        List<String> conditions = request.query().keySet().stream()
                .filter(AccountSearch.CONDITIONS::contains)
                .toList();
        if (conditions.isEmpty()) {
            return list(request);
        }
        if (conditions.size() > 1) {
            Map<String, String> errors = new LinkedHashMap<>();
            conditions.stream().skip(1).forEach(each -> errors.put(each, "Only one condition can be specified"));
            throw Items.failed(400, LOOKUP, errors);
        }
        String condition = conditions.get(0);
        List<Account> found = search.find(condition, request.query().get(condition), LOOKUP);
        if (found.isEmpty()) {
            throw Items.failed(LOOKUP, condition, "Account not found");
        }
        Paging paging = Paging.of(request.query(), LOOKUP);
        ObjectNode body = head(LOOKUP, paging, found.size());
        ArrayNode accounts = body.putArray("accounts");
        paging.of(found).forEach(account -> accounts.addObject().put("account", account.id()));
        return ApiResponse.json(200, body);
    }

    private ApiResponse list(ApiRequest request) {
        Map<String, String> errors = new LinkedHashMap<>();
        for (String day : List.of("begin", "end")) {
            if (!isDay(request.query().get(day))) {
                errors.put(day, "Invalid " + day + " date");
            }
        }
        if (!errors.isEmpty()) {
            throw Items.failed(400, LIST, errors);
        }
        Paging paging = Paging.of(request.query(), LIST);
        List<Account> all = store.accounts();
        ObjectNode body = head(LIST, paging, all.size());
        ArrayNode accounts = body.putArray("accounts");
        paging.of(all).forEach(account -> accounts.add(account.id()));
        return ApiResponse.json(200, body);
    }

    private static ObjectNode head(String action, Paging paging, int total) {
        ObjectNode body = Json.object().put("action", action).put("result", "success");
        return paging.put(body, total).put("total", total);
    }

    private static boolean isDay(String text) {
        try {
            return text == null || LocalDate.parse(text) != null;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private ApiResponse get(ApiRequest request) {
        String id = request.pathParam("id");
        return store.account(id)
                .map(account -> ApiResponse.json(200, AccountPayload.answer(account, store)))
                .orElseGet(() -> ApiResponse.json(400, notFound(id, "account.get")));
    }

    private ApiResponse create(ApiRequest request) {
        return store.atomically(() -> {
            Account account = forms.create(request.body());
            store.save(account);
            store.publish("account.created", true, AccountPayload.event(account));
            return ApiResponse.json(200, changed(account, "account.create"));
        });
    }

    private ApiResponse update(ApiRequest request) {
        String id = request.pathParam("id");
        return store.atomically(() -> {
            Account old = store.account(id).orElseThrow(() -> Items.failed(notFound(id, UPDATE)));
            Account account = forms.update(old, request.body());
            store.save(account);
            store.publish("account.updated", true, AccountPayload.event(account));
            ObjectNode body = changed(account, UPDATE);
            body.putArray("accounts").add(changed(account, UPDATE));
            return ApiResponse.json(200, body);
        });
    }

    private static ObjectNode changed(Account account, String action) {
        return Json.object()
                .put("id", account.id())
                .put("account", account.id())
                .put("action", action)
                .put("result", "success");
    }

    private ApiResponse authenticate(ApiRequest request) {
        return Items.batch(
                "accounts",
                request.pathList("ids").stream().map(this::authenticated).toList());
    }

    private ObjectNode authenticated(String id) {
        String expires = Dates.isoMillis(store.now().plus(URL_LIFE));
        return store.account(id)
                .map(account -> Json.object()
                        .put("action", AUTHENTICATE)
                        .put("result", "success")
                        .put("account", id)
                        .put("expires", expires.substring(0, expires.length() - 1))
                        .put("url", baseUrl.get() + "/account/" + account.globalKey() + "/" + store.newId()))
                .orElseGet(() -> Items.error("account", id, AUTHENTICATE, "account", "Not found"));
    }

    private static ObjectNode notFound(String id, String action) {
        ObjectNode body = Json.object()
                .put("id", id)
                .put("account", id)
                .put("action", action)
                .put("result", "error");
        body.putObject("error").put("account", "account id not found");
        return body;
    }
}
