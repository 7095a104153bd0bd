package dev.verge.database.statement;

/** What the rows of a statement become. */
public enum AnswerForm {
    /** An array of objects. */
    OBJECTS,
    /** An array of the values of the one column. */
    VALUES,
    /** The first row as an object. */
    OBJECT,
    /** Nothing; they are counted. */
    NONE
}
