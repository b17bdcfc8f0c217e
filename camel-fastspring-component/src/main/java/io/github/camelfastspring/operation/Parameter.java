package io.github.camelfastspring.operation;

/**
 * A parameter of an operation: a variable of its path, or a query parameter. It is set by the option of this name or by
 * the header {@link #header()}.
 *
 * @param name         the option's name, for query parameters also FastSpring's
 * @param form         what its value looks like
 * @param defaultValue what is sent when it is not set; null for nothing
 */
public record Parameter(String name, ParameterForm form, String defaultValue) {

    public static final Parameter ID = new Parameter("id", ParameterForm.id(), null);
    public static final Parameter CHECKOUT_PATH = new Parameter("checkoutPath", ParameterForm.checkoutPath(), null);
    public static final Parameter PRODUCT_PATH = new Parameter("productPath", ParameterForm.id(), null);

    /** The header that sets an option for one call. */
    public static String header(String option) {
        return "CamelFastSpring" + Character.toUpperCase(option.charAt(0)) + option.substring(1);
    }

    /** The header that sets this parameter for one call. */
    public String header() {
        return header(name);
    }

    /**
     * The text of a value.
     *
     * @param source where the value comes from, in words, for the message
     * @throws IllegalArgumentException if the value does not have the parameter's form
     */
    public String format(Object value, String source) {
        try {
            return form.format(value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(source + " " + e.getMessage(), e);
        }
    }
}
