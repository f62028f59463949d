using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
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
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "franchise_notice",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Franchise = table.Column<string>(type: "text", maxLength: 32, nullable: false, collation: "C"),
                    Event = table.Column<string>(type: "text", maxLength: 24, nullable: false, collation: "C"),
                    Source = table.Column<string>(type: "text", maxLength: 120, nullable: false, collation: "C"),
                    Amount = table.Column<long>(type: "bigint", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    Detail = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_franchise_notice", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "payment_webhook_secret",
                columns: table => new
                {
                    Endpoint = table.Column<Guid>(type: "uuid", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Sealed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    EndsAt = table.Column<long>(type: "bigint", nullable: true)
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
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.AddColumn<long>(
                name: "OldSecretUntil",
                table: "payment_webhook_endpoint",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "SealedSecret",
                table: "payment_webhook_endpoint",
                type: "text",
                nullable: false,
                defaultValue: "",
                collation: "C");
        }
    }
}
