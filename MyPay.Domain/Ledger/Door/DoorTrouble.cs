namespace MyPay.Domain.Ledger.Door;

/// <summary>What a failed batch says about the database, as opposed to the command that met it.</summary>
internal enum DoorTrouble
{
    /// <summary>Nothing: a command's own fault.</summary>
    None,

    /// <summary>Somebody else holds what the batch needs; nothing was written.</summary>
    Busy,

    /// <summary>No room; nothing was written.</summary>
    Full,

    /// <summary>The disk or the file is broken: nobody knows what it holds until it is opened again.</summary>
    Broken,

    /// <summary>
    /// The database cannot be reached; nothing was written. Writing goes on by itself once it can be.
    /// </summary>
    Unreachable,

    /// <summary>The database went away in the middle of a commit and has not come back to say how that ended.</summary>
    Unknown,
}
