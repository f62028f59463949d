using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace MyPay.Domain.Ledger.Copying;

/// <summary>
/// SHA-256 over the plain values of rows, in the order they are given. Each value is its kind (1 byte), its length in
/// bytes (4) and its bytes, so that no two different tables hash the same.
/// </summary>
internal sealed class RowDigest : IDisposable
{
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private byte[] row = new byte[1024];
    private int length;

    public long Rows { get; private set; }

    public void Add(object?[] values)
    {
        length = 0;
        foreach (var value in values)
            Put(value);
        hash.AppendData(row, 0, length);
        Rows++;
    }

    /// <summary>Hexadecimal.</summary>
    public string Done() => Convert.ToHexStringLower(hash.GetHashAndReset());

    public void Dispose() => hash.Dispose();

    private void Put(object? value)
    {
        switch (value)
        {
            case null:
                Head(0, 0);
                break;
            case string word:
                Put(1, word);
                break;
            case byte[] bytes:
                bytes.CopyTo(Head(2, bytes.Length));
                break;
            case Guid id:
                _ = id.TryWriteBytes(Head(3, 16), bigEndian: true, out _);
                break;
            case bool truth:
                Put(4, truth ? 1 : 0);
                break;
            case DateOnly date:
                Put(5, date.DayNumber);
                break;
            case TimeOnly time:
                Put(6, time.Ticks);
                break;
            case long number:
                Put(7, number);
                break;
            case int number:
                Put(7, number);
                break;
            case IEnumerable<string> words:
                var list = words.ToList();
                Put(8, list.Count);
                foreach (var word in list)
                    Put(1, word);
                break;
            default:
                throw new NotSupportedException(
                    $"{value.GetType()} has no digest yet: say here how its bytes are the same in both databases."
                );
        }
    }

    private void Put(byte kind, string word) =>
        Encoding.UTF8.GetBytes(word, Head(kind, Encoding.UTF8.GetByteCount(word)));

    private void Put(byte kind, long number) => BinaryPrimitives.WriteInt64LittleEndian(Head(kind, 8), number);

    private Span<byte> Head(byte kind, int bytes)
    {
        if (row.Length < length + 5 + bytes)
            Array.Resize(ref row, Math.Max(row.Length * 2, length + 5 + bytes));
        row[length] = kind;
        BinaryPrimitives.WriteInt32LittleEndian(row.AsSpan(length + 1), bytes);
        length += 5 + bytes;
        return row.AsSpan(length - bytes, bytes);
    }
}
