package io.github.camelfastspring;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/**
 * The parameters of FastSpring's operations as options, so that tools complete them. Which operation takes which, and in
 * which form, is said in the operation table. Every one has a header that wins over the option.
 */
@UriParams
public class FastSpringParameters {

    @UriParam
    @Metadata(
            description = "The id of the thing in the URI, or several ids separated by commas where the "
                    + "operation reads or takes several: a session id for sessions, a product path for "
                    + "products, a co-term group id for the co-term operations, a job id for data and "
                    + "so on. An id has no slash.")
    private String id;

    @UriParam
    @Metadata(
            description = "The checkout of a session, as storeId/checkoutId: exactly two segments, for "
                    + "example examplestore/popup-checkout. Required by all operations of sessions.")
    private String checkoutPath;

    @UriParam
    @Metadata(
            description = "The product path of the cart item for sessions removeItem and updateItem; "
                    + "updateItem takes several, separated by commas.")
    private String productPath;

    @UriParam
    @Metadata(
            description = "How many days to look back. For events 1 to 30, always sent by the event lists "
                    + "and by the consumer, 30 where it is not set; FastSpring forgets events after 30 days.")
    private Integer days;

    @UriParam
    @Metadata(
            description = "Only what was created at this time or later: yyyy-MM-dd or epoch milliseconds. "
                    + "Not more than 30 days ago for events.")
    private String begin;

    @UriParam(label = "producer")
    @Metadata(description = "Only what was created before this time: yyyy-MM-dd or epoch milliseconds.")
    private String end;

    @UriParam(label = "producer")
    @Metadata(description = "How many elements a page of a list holds.")
    private Integer limit;

    @UriParam(label = "producer")
    @Metadata(description = "The page of a list, from 1.")
    private Integer page;

    @UriParam(label = "producer")
    @Metadata(description = "The e-mail address to look an account up by. Personal: better in the header.")
    private String email;

    @UriParam(label = "producer")
    @Metadata(description = "Your own key of an account, to look it up by. Better in the header.")
    private String custom;

    @UriParam(label = "producer")
    @Metadata(
            description = "The global key that FastSpring made for an account, to look it up by. Better in the header.")
    private String global;

    @UriParam(label = "producer")
    @Metadata(
            description = "The order to look its account up by. Older documents of FastSpring spell it "
                    + "orderID; that spelling can be sent with query.orderID.")
    private String orderId;

    @UriParam(label = "producer")
    @Metadata(description = "The order reference to look its account up by.")
    private String orderReference;

    @UriParam(label = "producer")
    @Metadata(description = "The subscription to look its account up by.")
    private String subscriptionId;

    @UriParam(label = "producer")
    @Metadata(description = "Product paths, separated by commas, to filter by.")
    private String products;

    @UriParam(label = "producer")
    @Metadata(description = "Looks accounts up by their subscriptions: active, ended, canceled or started.")
    private String subscriptions;

    @UriParam(label = "producer")
    @Metadata(description = "Looks up accounts with refunds.")
    private Boolean refunds;

    @UriParam(label = "producer")
    @Metadata(description = "Whether coupons get gives more of the coupon.")
    private Boolean expand;

    @UriParam(label = "producer")
    @Metadata(description = "The country to give prices for, two letters (ISO 3166).")
    private String country;

    @UriParam(label = "producer")
    @Metadata(description = "The currency to give prices in, three letters (ISO 4217).")
    private String currency;

    @UriParam(label = "producer")
    @Metadata(description = "The type of offers to give, for example addon, cross-sell or upsell.")
    private String type;

    @UriParam(label = "producer")
    @Metadata(description = "The account whose subscriptions to list.")
    private String accountId;

    @UriParam(label = "producer")
    @Metadata(
            description = "What begin and end are about when subscriptions are listed: created, charged, "
                    + "canceled, deactivated, trialstarted or trialended.")
    private String event;

    @UriParam(label = "producer")
    @Metadata(
            description = "For orders and subscriptions all, live or test; for the history of a "
                    + "subscription base_plan or add_on.")
    private String scope;

    @UriParam(label = "producer")
    @Metadata(
            description = "The status of orders (completed, canceled, failed) or subscriptions (active, "
                    + "canceled, deactivated, overdue, trial) to list.")
    private String status;

    @UriParam(label = "producer")
    @Metadata(description = "Your own reference of a subscription, to list by; known from older documents only.")
    private String customReferenceId;

    @UriParam(label = "producer")
    @Metadata(
            description = "When a subscription is canceled: 1 lets it run to the end of its period, 0 ends "
                    + "it at once. FastSpring takes 1 where it is not sent.")
    private Integer billingPeriod;

    @UriParam(label = "producer")
    @Metadata(description = "The order of the history of a subscription: increasing or decreasing.")
    private String order;

    @UriParam(label = "producer")
    @Metadata(description = "The language of texts, two letters.")
    private String lang;

    @UriParam(label = "producer")
    @Metadata(description = "The e-mail address of the creator of quotes to list. Personal: better in the header.")
    private String createdEmail;

    @UriParam(label = "producer")
    @Metadata(description = "Whether to list quotes by their ids alone.")
    private Boolean onlyQuoteId;

    @UriParam(label = "producer")
    @Metadata(
            description = "The statuses of quotes to list, separated by commas: OPEN, CANCELED, "
                    + "AWAITING_PAYMENT, COMPLETED, EXPIRED.")
    private String statuses;

    @UriParam(label = "producer")
    @Metadata(description = "Only quotes created on this day or later: yyyy-MM-dd; known from older documents only.")
    private String createdBegin;

    @UriParam(label = "producer")
    @Metadata(description = "Only quotes created before this day: yyyy-MM-dd; known from older documents only.")
    private String createdEnd;

    @UriParam(label = "producer")
    @Metadata(
            description = "Only quotes that expire on this day or later: yyyy-MM-dd; known from older documents only.")
    private String expiresBegin;

    @UriParam(label = "producer")
    @Metadata(description = "Only quotes that expire before this day: yyyy-MM-dd; known from older documents only.")
    private String expiresEnd;

    @UriParam(label = "producer")
    @Metadata(description = "Only quotes that expired before this day: yyyy-MM-dd; known from older documents only.")
    private String expiredBefore;

    @UriParam(label = "producer")
    @Metadata(description = "Text to search quotes for; known from older documents only.")
    private String searchParam;

    @UriParam(label = "producer")
    @Metadata(
            description = "Whether to list orders that are rebills; FastSpring's documents differ in what "
                    + "exactly it does.")
    private Boolean rebill;

    @UriParam(label = "producer")
    @Metadata(description = "Whether to list orders with their returns.")
    private Boolean returns;

    @UriParam(label = "producer", prefix = "query.", multiValue = true)
    @Metadata(
            description =
                    "Any further query parameter of the call, under its own name: query.orderID=X sends orderID=X.")
    private Map<String, Object> query = new HashMap<>();

    /** The parameters that are set, by name; those of {@link #getQuery()} as one map. */
    public Map<String, Object> asMap() {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("checkoutPath", checkoutPath);
        values.put("productPath", productPath);
        values.put("days", days);
        values.put("begin", begin);
        values.put("end", end);
        values.put("limit", limit);
        values.put("page", page);
        values.put("email", email);
        values.put("custom", custom);
        values.put("global", global);
        values.put("orderId", orderId);
        values.put("orderReference", orderReference);
        values.put("subscriptionId", subscriptionId);
        values.put("products", products);
        values.put("subscriptions", subscriptions);
        values.put("refunds", refunds);
        values.put("expand", expand);
        values.put("country", country);
        values.put("currency", currency);
        values.put("type", type);
        values.put("accountId", accountId);
        values.put("event", event);
        values.put("scope", scope);
        values.put("status", status);
        values.put("customReferenceId", customReferenceId);
        values.put("billingPeriod", billingPeriod);
        values.put("order", order);
        values.put("lang", lang);
        values.put("createdEmail", createdEmail);
        values.put("onlyQuoteId", onlyQuoteId);
        values.put("statuses", statuses);
        values.put("createdBegin", createdBegin);
        values.put("createdEnd", createdEnd);
        values.put("expiresBegin", expiresBegin);
        values.put("expiresEnd", expiresEnd);
        values.put("expiredBefore", expiredBefore);
        values.put("searchParam", searchParam);
        values.put("rebill", rebill);
        values.put("returns", returns);
        values.put("query", query);
        values.values().removeIf(Objects::isNull);
        return values;
    }

    public String getId() {
        return id;
    }

    public void setId(String id) {
        this.id = id;
    }

    public String getCheckoutPath() {
        return checkoutPath;
    }

    public void setCheckoutPath(String checkoutPath) {
        this.checkoutPath = checkoutPath;
    }

    public String getProductPath() {
        return productPath;
    }

    public void setProductPath(String productPath) {
        this.productPath = productPath;
    }

    public Integer getDays() {
        return days;
    }

    public void setDays(Integer days) {
        this.days = days;
    }

    public String getBegin() {
        return begin;
    }

    public void setBegin(String begin) {
        this.begin = begin;
    }

    public String getEnd() {
        return end;
    }

    public void setEnd(String end) {
        this.end = end;
    }

    public Integer getLimit() {
        return limit;
    }

    public void setLimit(Integer limit) {
        this.limit = limit;
    }

    public Integer getPage() {
        return page;
    }

    public void setPage(Integer page) {
        this.page = page;
    }

    public String getEmail() {
        return email;
    }

    public void setEmail(String email) {
        this.email = email;
    }

    public String getCustom() {
        return custom;
    }

    public void setCustom(String custom) {
        this.custom = custom;
    }

    public String getGlobal() {
        return global;
    }

    public void setGlobal(String global) {
        this.global = global;
    }

    public String getOrderId() {
        return orderId;
    }

    public void setOrderId(String orderId) {
        this.orderId = orderId;
    }

    public String getOrderReference() {
        return orderReference;
    }

    public void setOrderReference(String orderReference) {
        this.orderReference = orderReference;
    }

    public String getSubscriptionId() {
        return subscriptionId;
    }

    public void setSubscriptionId(String subscriptionId) {
        this.subscriptionId = subscriptionId;
    }

    public String getProducts() {
        return products;
    }

    public void setProducts(String products) {
        this.products = products;
    }

    public String getSubscriptions() {
        return subscriptions;
    }

    public void setSubscriptions(String subscriptions) {
        this.subscriptions = subscriptions;
    }

    public Boolean getRefunds() {
        return refunds;
    }

    public void setRefunds(Boolean refunds) {
        this.refunds = refunds;
    }

    public Boolean getExpand() {
        return expand;
    }

    public void setExpand(Boolean expand) {
        this.expand = expand;
    }

    public String getCountry() {
        return country;
    }

    public void setCountry(String country) {
        this.country = country;
    }

    public String getCurrency() {
        return currency;
    }

    public void setCurrency(String currency) {
        this.currency = currency;
    }

    public String getType() {
        return type;
    }

    public void setType(String type) {
        this.type = type;
    }

    public String getAccountId() {
        return accountId;
    }

    public void setAccountId(String accountId) {
        this.accountId = accountId;
    }

    public String getEvent() {
        return event;
    }

    public void setEvent(String event) {
        this.event = event;
    }

    public String getScope() {
        return scope;
    }

    public void setScope(String scope) {
        this.scope = scope;
    }

    public String getStatus() {
        return status;
    }

    public void setStatus(String status) {
        this.status = status;
    }

    public String getCustomReferenceId() {
        return customReferenceId;
    }

    public void setCustomReferenceId(String customReferenceId) {
        this.customReferenceId = customReferenceId;
    }

    public Integer getBillingPeriod() {
        return billingPeriod;
    }

    public void setBillingPeriod(Integer billingPeriod) {
        this.billingPeriod = billingPeriod;
    }

    public String getOrder() {
        return order;
    }

    public void setOrder(String order) {
        this.order = order;
    }

    public String getLang() {
        return lang;
    }

    public void setLang(String lang) {
        this.lang = lang;
    }

    public String getCreatedEmail() {
        return createdEmail;
    }

    public void setCreatedEmail(String createdEmail) {
        this.createdEmail = createdEmail;
    }

    public Boolean getOnlyQuoteId() {
        return onlyQuoteId;
    }

    public void setOnlyQuoteId(Boolean onlyQuoteId) {
        this.onlyQuoteId = onlyQuoteId;
    }

    public String getStatuses() {
        return statuses;
    }

    public void setStatuses(String statuses) {
        this.statuses = statuses;
    }

    public String getCreatedBegin() {
        return createdBegin;
    }

    public void setCreatedBegin(String createdBegin) {
        this.createdBegin = createdBegin;
    }

    public String getCreatedEnd() {
        return createdEnd;
    }

    public void setCreatedEnd(String createdEnd) {
        this.createdEnd = createdEnd;
    }

    public String getExpiresBegin() {
        return expiresBegin;
    }

    public void setExpiresBegin(String expiresBegin) {
        this.expiresBegin = expiresBegin;
    }

    public String getExpiresEnd() {
        return expiresEnd;
    }

    public void setExpiresEnd(String expiresEnd) {
        this.expiresEnd = expiresEnd;
    }

    public String getExpiredBefore() {
        return expiredBefore;
    }

    public void setExpiredBefore(String expiredBefore) {
        this.expiredBefore = expiredBefore;
    }

    public String getSearchParam() {
        return searchParam;
    }

    public void setSearchParam(String searchParam) {
        this.searchParam = searchParam;
    }

    public Boolean getRebill() {
        return rebill;
    }

    public void setRebill(Boolean rebill) {
        this.rebill = rebill;
    }

    public Boolean getReturns() {
        return returns;
    }

    public void setReturns(Boolean returns) {
        this.returns = returns;
    }

    public Map<String, Object> getQuery() {
        return query;
    }

    public void setQuery(Map<String, Object> query) {
        this.query = query;
    }
}
