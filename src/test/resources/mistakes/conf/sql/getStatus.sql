SELECT true AS ok
