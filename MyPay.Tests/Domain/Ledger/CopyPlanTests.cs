using MyPay.Domain.Ledger;
using MyPay.Domain.Ledger.Copying;
using MyPay.Domain.Ledger.PostgreSql;
using MyPay.Tests.Given;
using Xunit;

namespace MyPay.Tests.Domain.Ledger;

/// <summary>What a store holds is copied: every table and every column that lies in either database.</summary>
public sealed class CopyPlanTests
{
    [Fact]
    public async Task Every_table_and_column_of_a_SQLite_store_is_in_the_plan()
    {
        var store = await AStore.MakeAsync(null);
        var tables = await store.RowsAsync(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT "
                + "LIKE '\\_\\_EF%' ESCAPE '\\'"
        );
        Assert.Equal(
            tables.Order(StringComparer.Ordinal),
            CopyPlan.Tables.Select(table => table.Name).Order(StringComparer.Ordinal)
        );
        foreach (var table in CopyPlan.Tables)
        {
            var columns = await store.RowsAsync($"SELECT name FROM pragma_table_info('{table.Name}')");
            Assert.Equal(
                columns.Order(StringComparer.Ordinal),
                table.Columns.Select(column => column.Name).Order(StringComparer.Ordinal)
            );
        }

        Directory.Delete(store.Directory, recursive: true);
    }

    [Fact]
    public async Task Every_table_and_column_of_a_PostgreSQL_database_is_in_the_plan_or_named_as_its_own()
    {
        var server = await APostgres.SharedAsync();
        var database = await server.MigratedAsync();
        try
        {
            var store = new StorageOptions("none") { PostgreSql = database };
            var columns = await store.RowsAsync(
                "SELECT table_name || '.' || column_name FROM information_schema.columns WHERE table_schema = "
                    + "'public' AND table_name <> '__EFMigrationsHistory'"
            );
            var own = columns.Where(column => CopyPlan.PostgresOnly.Contains(column.Split('.')[0])).ToList();
            Assert.Equal(
                CopyPlan.PostgresOnly.Order(StringComparer.Ordinal),
                own.Select(column => column.Split('.')[0]).Distinct().Order(StringComparer.Ordinal)
            );
            Assert.Equal(
                columns.Except(own).Order(StringComparer.Ordinal),
                CopyPlan
                    .Tables.SelectMany(table => table.Columns.Select(column => $"{table.Name}.{column.Name}"))
                    .Order(StringComparer.Ordinal)
            );

            // A copy goes on from the number of rows that are there: a migrated database has none.
            foreach (var table in CopyPlan.Tables)
                Assert.Equal(0, await store.NumberAsync($"SELECT count(*) FROM \"{table.Name}\""));
        }
        finally
        {
            await server.DropAsync(database);
        }
    }

    [Fact]
    public void Tables_come_after_those_they_point_to()
    {
        using var db = new PostgresDesign().CreateDbContext([]);
        var order = CopyPlan.Tables.Select(table => table.Name).ToList();
        foreach (
            var entity in Microsoft.EntityFrameworkCore.RelationalModelExtensions.GetRelationalModel(db.Model).Tables
        )
        foreach (var key in entity.ForeignKeyConstraints)
            Assert.True(
                order.IndexOf(key.PrincipalTable.Name) < order.IndexOf(entity.Name),
                $"{entity.Name} comes before {key.PrincipalTable.Name}."
            );
    }

    [Fact]
    public void Two_tables_that_differ_in_anything_have_different_digests()
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (
            var row in new object?[][]
            {
                [null],
                [""],
                ["a"],
                ["a", ""],
                ["", "a"],
                ["ab"],
                ["a", "b"],
                [1L],
                [2L],
                [true],
                [new byte[] { 97 }],
                [new List<string> { "a" }],
                [new List<string> { "a", "" }],
                [new List<string>()],
                [Guid.Empty],
            }
        )
            Assert.True(seen.Add(Digest(row)), string.Join(',', row));
        Assert.Equal(Digest(7), Digest(7L)); // a number is a number, however wide its column is
    }

    private static string Digest(params object?[] row)
    {
        using var digest = new RowDigest();
        digest.Add(row);
        return digest.Done();
    }
}
