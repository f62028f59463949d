using System;
using Microsoft.EntityFrameworkCore.Migrations;
using MyPay.Domain.Storage.Sqlite;

#nullable disable

namespace MyPay.Domain.Storage.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Corrections : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "backoffice_correction",
                columns: table => new
                {
                    Approval = table.Column<Guid>(type: "TEXT", nullable: false),
                    Slip = table.Column<long>(type: "INTEGER", nullable: false),
                    Reverses = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_backoffice_correction", x => x.Approval);
                });

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Reverses",
                table: "backoffice_correction",
                column: "Reverses",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_backoffice_correction_Slip",
                table: "backoffice_correction",
                column: "Slip",
                unique: true);

            migrationBuilder.Sql(AppendOnlyGuard.For("backoffice_correction"));
            migrationBuilder.Sql(AppendOnlyGuard.For("banking_call_event"));
            // A new store has it from the ledger's own schema.
            migrationBuilder.Sql("CREATE INDEX IF NOT EXISTS ledger_account_kind ON ledger_account (kind)");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "backoffice_correction");
        }
    }
}
