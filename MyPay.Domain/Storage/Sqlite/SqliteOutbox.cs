using Microsoft.Data.Sqlite;

namespace MyPay.Domain.Storage.Sqlite;

/// <summary>The outbox behind the door: a command's events wait in memory until it is granted, then go in by one prepared statement.</summary>
internal sealed class SqliteOutbox(SqliteConnection connection) : IDisposable
{
    private readonly SqliteStatement addEvent = new(connection, "INSERT INTO outbox_event (Name, Payload, At) VALUES (?1, ?2, ?3)");
    private readonly List<(string Name, string Payload)> news = [];

    public void Add(string name, string payload) => news.Add((name, payload));

    public void Accept(DateTimeOffset now)
    {
        foreach (var (name, payload) in news) addEvent.Bind(1, name).Bind(2, payload).Bind(3, now.ToUnixTimeMilliseconds()).Run();
        news.Clear();
    }

    public void Forget() => news.Clear();

    public void Dispose() => addEvent.Dispose();
}
