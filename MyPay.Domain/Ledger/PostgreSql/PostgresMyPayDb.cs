using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query.SqlExpressions;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using MyPay.Domain.Ledger.Outbox;
using MyPay.Domain.Ledger.Secrets;

namespace MyPay.Domain.Ledger.PostgreSql;

/// <summary>
/// <see cref="MyPayDb"/> on PostgreSQL, with SQLite's meaning: words of any length in the order of their bytes, dates
/// as the words they are on SQLite, so that queries and proofs say the same on both.
/// </summary>
public sealed class PostgresMyPayDb(DbContextOptions<PostgresMyPayDb> options) : MyPayDb(options)
{
    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        base.OnModelCreating(builder);
        ProtectionKeyTable.Map(builder);
        // numbered by the door, gapless, as on SQLite
        builder.Entity<OutboxRow>().Property(row => row.Seq).ValueGeneratedNever();
        foreach (
            var property in builder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()).Where(IsText)
        )
        {
            property.SetColumnType("text");
            property.SetCollation("C");
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<DateOnly>().HaveConversion<DateText>();
        configurationBuilder.Properties<TimeOnly>().HaveConversion<TimeText>();
    }

    /// <inheritdoc/>
    protected override SqlExpression Matches(SqlExpression words, SqlExpression pattern)
    {
        ArgumentNullException.ThrowIfNull(words);
        var form = new SqlConstantExpression("NFKC", words.TypeMapping);
        var folded = new SqlFunctionExpression(
            "pg_catalog",
            "normalize",
            [words, form],
            nullable: true,
            [true, false],
            typeof(string),
            words.TypeMapping
        );
        return new SqlFunctionExpression(
            "texticlike",
            [folded, pattern],
            nullable: true,
            [true, true],
            typeof(bool),
            BoolTypeMapping.Default
        ); // ILIKE, as a function
    }

    private static bool IsText(IReadOnlyProperty property) =>
        !property.DeclaringType.IsMappedToJson()
        && (property.GetValueConverter()?.ProviderClrType ?? property.GetProviderClrType() ?? property.ClrType)
            == typeof(string);

    private sealed class DateText()
        : ValueConverter<DateOnly, string>(
            date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            text => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture)
        );

    private sealed class TimeText()
        : ValueConverter<TimeOnly, string>(
            time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
            text => TimeOnly.ParseExact(text, "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture)
        );
}

/// <summary>For <c>dotnet ef</c> only; no server is asked.</summary>
internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresMyPayDb>
{
    public PostgresMyPayDb CreateDbContext(string[] args) => new(PostgresServer.Options("Host=design;Database=design"));
}
