using System.Globalization;
using MyPay.Domain.Ledger;
using Npgsql;

namespace MyPay.Web.Host;

/// <summary>
/// What <c>promote</c> leaves beside a SQLite store that lives on in PostgreSQL: money that moved on in both would be
/// two truths. In Production the product does not start on the old store any more; in Development it says so and
/// starts.
/// </summary>
internal static class PromotedMark
{
    private const string FileName = "promoted.txt";

    public static void Leave(StorageOptions store, string to, DateTimeOffset at)
    {
        var database = new NpgsqlConnectionStringBuilder(to);
        File.WriteAllText(
            FileIn(store.Directory),
            string.Create(
                CultureInfo.InvariantCulture,
                $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z PostgreSQL Host={database.Host};Database={database.Database}\n"
            )
        );
    }

    /// <summary>Throws in Production; elsewhere tells.</summary>
    public static void Heed(StorageOptions store, bool isProduction, Action<string> say)
    {
        var file = FileIn(store.Directory);
        if (store.PostgreSql is not null || !File.Exists(file))
            return;
        var where = File.ReadAllText(file).Trim();
        var (ko, en) = (
            $"이 저장소는 PostgreSQL로 옮겨졌어요({where}). MyPay:Database:Provider=PostgreSql로 시작해 주세요. 여기서 다시 시작하면 돈이 두 "
                + $"곳에서 움직여요. 그래도 이 저장소로 돌아가려면 {file} 파일을 지워 주세요.",
            $"This store was promoted to PostgreSQL ({where}). Start with MyPay:Database:Provider=PostgreSql: "
                + "started here again, money would move in two places. To go back to this store all the "
                + $"same, delete {file}."
        );
        if (isProduction)
            throw new StartupRefusedException(ko, en);
        say($"  {ko}");
        say($"  {en}");
    }

    private static string FileIn(string directory) => Path.Combine(directory, FileName);
}
