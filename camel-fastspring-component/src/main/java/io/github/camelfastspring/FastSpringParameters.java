package io.github.camelfastspring;

import java.util.HashMap;
import java.util.Map;

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
            description =
                    "The id of the thing in the URI, or several ids separated by commas where the operation reads or"
                            + " takes several: a session id for sessions, an order id for orders, a product path for products,"
                            + " an event id for events. An id has no slash.")
    private String id;

    @UriParam
    @Metadata(
            description = "The checkout of a session, as storeId/checkoutId: exactly two segments, for example"
                    + " examplestore/popup-checkout. Required by all operations of sessions.")
    private String checkoutPath;

    @UriParam
    @Metadata(
            description = "The product path of the cart item for sessions removeItem and updateItem; updateItem takes"
                    + " several, separated by commas.")
    private String productPath;

    @UriParam
    @Metadata(
            description = "How many days to look back for events, 1 to 30. Always sent by the event lists and by the"
                    + " consumer; 30 where it is not set. FastSpring forgets events after 30 days.")
    private Integer days;

    @UriParam
    @Metadata(
            description =
                    "Only what was created at this time or later: yyyy-MM-dd or epoch milliseconds. Not more than 30"
                            + " days ago for events.")
    private String begin;

    @UriParam(label = "producer")
    @Metadata(description = "Only what was created before this time: yyyy-MM-dd or epoch milliseconds.")
    private String end;

    /** The parameters that are set, by name. */
    public Map<String, Object> asMap() {
        Map<String, Object> values = new HashMap<>();
        values.put("id", id);
        values.put("checkoutPath", checkoutPath);
        values.put("productPath", productPath);
        values.put("days", days);
        values.put("begin", begin);
        values.put("end", end);
        values.values().removeIf(value -> value == null);
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
}
