using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class WebhookSecretsAndShopNotices : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "OldSealedSecret",
                table: "payment_webhook_endpoint");

            migrationBuilder.DropColumn(
                name: "OldSecretUntil",
                table: "payment_webhook_endpoint");

            migrationBuilder.DropColumn(
                name: "SealedSecret",
                table: "payment_webhook_endpoint");

            migrationBuilder.AddColumn<long>(
                name: "NoticesSeenAt",
                table: "franchise_staff",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "franchise_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "TEXT", nullable: false),
                    Franchise = table.Column<string>(type: "TEXT", maxLength: 32, nullable: false),
                    Event = table.Column<string>(type: "TEXT", maxLength: 24, nullable: false),
                    Source = table.Column<string>(type: "TEXT", maxLength: 120, nullable: false),
                    Amount = table.Column<long>(type: "INTEGER", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: true),
                    Detail = table.Column<string>(type: "TEXT", nullable: true),
                    At = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_secret",
                columns: table => new
                {
                    Endpoint = table.Column<Guid>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Sealed = table.Column<string>(type: "TEXT", nullable: false),
                    EndsAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_payment_webhook_secret", x => new { x.Endpoint, x.Number });
                });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_notice_Franchise_At",
                table: "franchise_notice",
                columns: new[] { "Franchise", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_franchise_notice_Franchise_Event_Source",
                table: "franchise_notice",
                columns: new[] { "Franchise", "Event", "Source" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "franchise_notice");

            migrationBuilder.DropTable(
                name: "payment_webhook_secret");

            migrationBuilder.DropColumn(
                name: "NoticesSeenAt",
                table: "franchise_staff");

            migrationBuilder.AddColumn<string>(
                name: "OldSealedSecret",
                table: "payment_webhook_endpoint",
                type: "TEXT",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "OldSecretUntil",
                table: "payment_webhook_endpoint",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedSecret",
                table: "payment_webhook_endpoint",
                type: "TEXT",
                nullable: false,
                defaultValue: "");
        }
    }
}
