package io.github.camelfastspring.operation;

/** What an operation answers with. */
public enum AnswerForm {
    JSON,
    /** Text, such as CSV; given as a String, or as a stream or bytes where outputType or a converter asks for it. */
    TEXT
}
