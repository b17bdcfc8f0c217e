package io.github.camelfastspring.error;

import java.io.Serializable;

/**
 * One thing that FastSpring said was wrong, or one warning of an answer that was a success all the same. Any part may be
 * null: FastSpring's resources do not all give all of them.
 *
 * @param code    FastSpring's code, such as {@code INVALID_EMAIL_FORMAT}
 * @param field   the member of the request that it is about, such as {@code customer.billToContact.email}
 * @param message FastSpring's text
 */
public record FastSpringError(String code, String field, String message) implements Serializable {

    /** The code; the getters are for expression languages that look for bean properties. */
    public String getCode() {
        return code;
    }

    /** The field. */
    public String getField() {
        return field;
    }

    /** The text. */
    public String getMessage() {
        return message;
    }

    /** The parts that are known, in the order field, code, text. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        if (field != null) {
            text.append(field);
        }
        if (code != null) {
            text.append(text.isEmpty() ? "" : " ").append('[').append(code).append(']');
        }
        if (message != null) {
            text.append(text.isEmpty() ? "" : ": ").append(message);
        }
        return text.toString();
    }
}
