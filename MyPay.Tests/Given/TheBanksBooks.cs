using Microsoft.Data.Sqlite;

namespace MyPay.Tests.Given;

/// <summary>Somebody at the bank corrects its own books: the simulator's journal file, edited beside the running bank.</summary>
internal static class TheBanksBooks
{
    public static void EditBank(this AProduct product, string sql) => Edit(product, "bank-simulator.db", sql);

    /// <summary>Somebody with access to the machine edits our own store.</summary>
    public static void EditStore(this AProduct product, string sql) => Edit(product, "mypay.db", sql);

    private static void Edit(AProduct product, string name, string sql)
    {
        using var file = new SqliteConnection($"Data Source={Path.Combine(product.DataDirectory, name)};Pooling=False");
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
