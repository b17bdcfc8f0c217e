package io.github.camelfastspring.client;

import java.io.IOException;

/** No whole HTTP answer arrived. */
final class TransportException extends IOException {

    private static final long serialVersionUID = 1L;

    /** How far the call came. */
    enum Stage {
        /** The connection could not be made, so nothing was sent. */
        NOT_SENT,
        /** The request, or part of it, left; no usable answer came. */
        NO_ANSWER,
        /** An answer began and broke off. */
        CUT_OFF,
        /** An answer came that is no HTTP, or that is larger than we read. */
        UNREADABLE
    }

    private final Stage stage;

    TransportException(Stage stage, String message, Throwable cause) {
        super(message, cause);
        this.stage = stage;
    }

    Stage stage() {
        return stage;
    }
}
