using Microsoft.EntityFrameworkCore;

namespace MyPay.Domain.Ledger.Door.Rows;

/// <summary>
/// The rows that a command has read by key, to be written back if it changed them, and those that it adds. Nothing is
/// written before the command is granted.
/// </summary>
internal sealed class TurnRows(DoorStore store)
{
    private readonly Dictionary<Type, RowShape> shapes = [];
    private readonly List<(RowShape Shape, object Row, object?[] Before)> found = [];
    private readonly List<(RowShape Shape, object Row, bool IfNew)> added = [];
    private readonly List<RowWrite> writes = [];

    public T? Find<T>(ReadOnlySpan<object> key)
        where T : class
    {
        var shape = ShapeOf(typeof(T));
        var wanted = shape.Key(key);
        foreach (var (of, row, _) in found)
            if (of == shape && shape.HasKey(row, key))
                return (T)row;
        foreach (var (of, row, _) in added)
            if (of == shape && shape.HasKey(row, key))
                return (T)row;

        return store.ReadRows(shape.FindOne, wanted, shape.Read) is [var only] ? (T)Keep(shape, only) : null;
    }

    public IReadOnlyList<T> Where<T>(ReadOnlySpan<RowTest> tests)
        where T : class
    {
        var shape = ShapeOf(typeof(T));
        var (statement, values) = shape.Where(tests);
        return store.ReadRows(statement, values, shape.Read).ConvertAll(row => (T)Keep(shape, row));
    }

    public void Add(object row, bool ifNew) => added.Add((ShapeOf(row.GetType()), row, ifNew));

    /// <summary>
    /// Hands what there is to write to the store, changes first. When it throws, the whole batch is lost.
    /// </summary>
    public void Accept()
    {
        foreach (var (shape, row, before) in found)
            if (shape.Changed(row, before) is { } change)
                writes.Add(change);
        foreach (var (shape, row, ifNew) in added)
            writes.Add(new(ifNew ? shape.InsertIfNew : shape.Insert, row));
        if (writes.Count > 0)
            store.WriteRows(writes);
        Forget();
    }

    public void Forget()
    {
        found.Clear();
        added.Clear();
        writes.Clear();
    }

    /// <summary>A row that the command has read before stays the same object.</summary>
    private object Keep(RowShape shape, object read)
    {
        foreach (var (of, row, _) in found)
            if (of == shape && shape.IsSame(row, read))
                return row;
        found.Add((shape, read, shape.Snapshot(read)));
        return read;
    }

    private RowShape ShapeOf(Type type)
    {
        if (shapes.TryGetValue(type, out var shape))
            return shape;
        using var db = store.NewDb();
        return shapes[type] = new(
            db.Model.FindEntityType(type) ?? throw new InvalidOperationException($"{type.Name} has no table.")
        );
    }
}
