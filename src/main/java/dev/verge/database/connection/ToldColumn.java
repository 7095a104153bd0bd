package dev.verge.database.connection;

/**
 * A column of a statement's rows as the server tells of it.
 *
 * @param name its name
 * @param type the object identifier of its type
 */
public record ToldColumn(String name, int type) {

    /** Both in one text, the name that the rows' column has for the client. */
    public String signature() {
        return Integer.toUnsignedString(type) + " " + name;
    }
}
