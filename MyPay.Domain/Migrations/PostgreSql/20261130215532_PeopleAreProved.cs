using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace MyPay.Domain.Migrations.PostgreSql
{
    /// <inheritdoc />
    public partial class PeopleAreProved : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "PhoneProvedAt",
                table: "membership_member",
                type: "bigint",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "limit_use",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Limit = table.Column<string>(type: "text", maxLength: 40, nullable: false, collation: "C"),
                    Subject = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    Thing = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_limit_use", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "membership_phone_code",
                columns: table => new
                {
                    Id = table.Column<Guid>(type: "uuid", nullable: false),
                    Asker = table.Column<string>(type: "text", maxLength: 80, nullable: false, collation: "C"),
                    PhoneIndex = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    MaskedPhone = table.Column<string>(type: "text", maxLength: 16, nullable: false, collation: "C"),
                    SealedCode = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    Tries = table.Column<int>(type: "integer", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    ProvedAt = table.Column<long>(type: "bigint", nullable: true),
                    UsedBy = table.Column<string>(type: "text", maxLength: 32, nullable: true, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_membership_phone_code", x => x.Id);
                    table.CheckConstraint("membership_phone_code_tries", "\"Tries\" BETWEEN 0 AND 5");
                });

            migrationBuilder.CreateIndex(
                name: "IX_membership_account_check_NumberIndex_StartedAt",
                table: "membership_account_check",
                columns: new[] { "NumberIndex", "StartedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_limit_use_At",
                table: "limit_use",
                column: "At");

            migrationBuilder.CreateIndex(
                name: "IX_limit_use_Limit_Subject_At",
                table: "limit_use",
                columns: new[] { "Limit", "Subject", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_phone_code_PhoneIndex_SentAt",
                table: "membership_phone_code",
                columns: new[] { "PhoneIndex", "SentAt" });

            migrationBuilder.CreateIndex(
                name: "IX_membership_phone_code_SentAt",
                table: "membership_phone_code",
                column: "SentAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "limit_use");

            migrationBuilder.DropTable(
                name: "membership_phone_code");

            migrationBuilder.DropIndex(
                name: "IX_membership_account_check_NumberIndex_StartedAt",
                table: "membership_account_check");

            migrationBuilder.DropColumn(
                name: "PhoneProvedAt",
                table: "membership_member");
        }
    }
}
