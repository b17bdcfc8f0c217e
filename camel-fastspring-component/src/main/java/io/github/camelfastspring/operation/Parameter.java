package io.github.camelfastspring.operation;

import java.util.function.Supplier;

/**
 * A parameter of an operation: a variable of its path, or a query parameter. It is set by the option of this name or by
 * the header {@link #header()}.
 *
 * @param name         the option's name, for query parameters also FastSpring's
 * @param form         what its value looks like
 * @param defaultValue what is sent when it is not set; null for nothing
 * @param header       the header that sets it for one call
 */
public record Parameter(String name, ParameterForm form, String defaultValue, String header) {

    public static final Parameter ID = new Parameter("id", ParameterForm.id());
    public static final Parameter CHECKOUT_PATH = new Parameter("checkoutPath", ParameterForm.checkoutPath());
    public static final Parameter PRODUCT_PATH = new Parameter("productPath", ParameterForm.id());

    /** FastSpring wants days or begin, depending on the generation of its documents; days is sent always. */
    static final Parameter EVENT_DAYS = new Parameter("days", ParameterForm.integer(1, 30), "30");

    static final Parameter BEGIN_TIME = new Parameter("begin", ParameterForm.dateOrMillis());
    static final Parameter END_TIME = new Parameter("end", ParameterForm.dateOrMillis());

    static final Parameter DAYS = number("days");
    static final Parameter BEGIN = date("begin");
    static final Parameter END = date("end");
    public static final Parameter LIMIT = number("limit");
    public static final Parameter PAGE = number("page");
    static final Parameter PRODUCTS = list("products");
    static final Parameter SCOPE = text("scope");
    static final Parameter STATUS = text("status");
    static final Parameter COUNTRY = text("country");
    static final Parameter CURRENCY = text("currency");
    static final Parameter ACCOUNT_ID = text("accountId");
    static final Parameter EVENT = text("event");
    static final Parameter LANG = text("lang");

    Parameter(String name, ParameterForm form) {
        this(name, form, null);
    }

    Parameter(String name, ParameterForm form, String defaultValue) {
        this(name, form, defaultValue, header(name));
    }

    static Parameter text(String name) {
        return new Parameter(name, ParameterForm.text());
    }

    static Parameter list(String name) {
        return new Parameter(name, ParameterForm.list());
    }

    static Parameter date(String name) {
        return new Parameter(name, ParameterForm.date());
    }

    static Parameter bool(String name) {
        return new Parameter(name, ParameterForm.bool());
    }

    static Parameter number(String name) {
        return new Parameter(name, ParameterForm.integer(1, Integer.MAX_VALUE));
    }

    /** The header that sets an option for one call. */
    public static String header(String option) {
        return "CamelFastSpring" + Character.toUpperCase(option.charAt(0)) + option.substring(1);
    }

    /**
     * The text of a value.
     *
     * @param source where the value comes from, in words, for the message
     * @throws IllegalArgumentException if the value does not have the parameter's form
     */
    public String format(Object value, String source) {
        return format(value, () -> source);
    }

    /** The same where the words are not needed in most cases. */
    public String format(Object value, Supplier<String> source) {
        try {
            return form.format(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source.get() + " " + e.getMessage(), e);
        }
    }
}
