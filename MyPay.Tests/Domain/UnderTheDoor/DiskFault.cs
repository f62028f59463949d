namespace MyPay.Tests.Domain.UnderTheDoor;

/// <summary>How a disk fails.</summary>
internal enum DiskTrouble
{
    /// <summary>EIO, once; nothing was done.</summary>
    Error,

    /// <summary>EIO, and from then on at every call that would change something.</summary>
    ErrorFromThenOn,

    /// <summary>A write is half done, then EIO.</summary>
    TornWrite,

    /// <summary>ENOSPC: nothing was written.</summary>
    Full,

    /// <summary>The system wrote less than it was asked to, because there was no more room.</summary>
    ShortWrite,
}

/// <summary>The n-th call of its sort from now on, counted from 1, meets this trouble.</summary>
internal sealed record DiskFault(DiskTrouble Trouble, DiskOp Op, int N)
{
    /// <param name="n">Which call of the fault's own sort it is; 0: it is of another sort.</param>
    public DiskAnswer? AnswerTo(DiskOp op, int n, bool hasFailed)
    {
        if (hasFailed)
            return Trouble == DiskTrouble.ErrorFromThenOn && op is not DiskOp.Read and not DiskOp.Open
                ? DiskAnswer.Error(op)
                : null;
        if (n != N)
            return null;
        return Trouble switch
        {
            DiskTrouble.Full => DiskAnswer.Full,
            DiskTrouble.ShortWrite => DiskAnswer.Full with { IsHalfDone = true },
            DiskTrouble.TornWrite => DiskAnswer.Error(op) with { IsHalfDone = true },
            _ => DiskAnswer.Error(op),
        };
    }
}

/// <summary>What SQLite's own file system would answer it.</summary>
internal readonly record struct DiskAnswer(int Code, bool IsHalfDone = false)
{
    private const int IoError = 10;

    /// <summary>SQLITE_FULL; a short write is answered the same.</summary>
    public static readonly DiskAnswer Full = new(13);

    public static DiskAnswer Error(DiskOp op) =>
        new(
            op switch
            {
                DiskOp.Open => 14, // SQLITE_CANTOPEN
                DiskOp.Read => IoError | (1 << 8), // SQLITE_IOERR_READ
                DiskOp.Write => IoError | (3 << 8), // SQLITE_IOERR_WRITE
                DiskOp.Sync => IoError | (4 << 8), // SQLITE_IOERR_FSYNC
                DiskOp.Truncate => IoError | (6 << 8), // SQLITE_IOERR_TRUNCATE
                _ => IoError | (10 << 8), // SQLITE_IOERR_DELETE
            }
        );
}
