package dev.verge.database.connection;

/**
 * A column of a statement's rows as the server tells of it.
 *
 * @param name its name
 * @param type the object identifier of its type
 * @param table the object identifier of the table whose column it is, as it stands there; 0 for an expression
 * @param number the column's number in that table
 */
public record ToldColumn(String name, int type, int table, int number) {

    /** Name and type in one text, the name that the rows' column has for the client. */
    public String signature() {
        return Integer.toUnsignedString(type) + " " + name;
    }
}
