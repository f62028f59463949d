using Microsoft.Data.Sqlite;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>What a failed batch says about the file, as opposed to the command that met it.</summary>
internal enum SqliteTrouble
{
    /// <summary>Nothing: a command's own fault.</summary>
    None,

    /// <summary>Another process holds the write lock.</summary>
    Busy,

    /// <summary>No room; nothing was written.</summary>
    Full,

    /// <summary>The disk or the file is broken: nobody knows what it holds until it is opened again.</summary>
    Broken,
}

/// <summary>Reads the trouble out of an exception.</summary>
internal static class SqliteTroubles
{
    public static SqliteTrouble Of(Exception? failure) => failure switch
    {
        null => SqliteTrouble.None,
        SqliteException { SqliteErrorCode: 5 or 6 } => SqliteTrouble.Busy,
        SqliteException { SqliteErrorCode: 13 } => SqliteTrouble.Full,
        SqliteException { SqliteErrorCode: 8 or 10 or 11 or 14 or 26 } => SqliteTrouble.Broken,
        _ => Of(failure.InnerException),
    };
}
