using Microsoft.Data.Sqlite;

namespace MyPay.Tests.Given;

/// <summary>
/// Somebody at the bank corrects its own books: the simulator's journal file, edited beside the running bank.
/// </summary>
internal static class TheBanksBooks
{
    public static void EditBank(this AProduct product, string sql)
    {
        using var file = new SqliteConnection(
            $"Data Source={Path.Combine(product.DataDirectory, "bank-simulator.db")};Pooling=False"
        );
        file.Open();
        using var command = file.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
